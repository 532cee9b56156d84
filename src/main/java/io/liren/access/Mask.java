package io.liren.access;

import java.util.Set;

/** How a sensitive value is shown to those who may not see it (遮盖). */
public final class Mask {
    /** Family names of two characters (复姓) in use today. */
    private static final Set<String> DOUBLE = Set.of(
            "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "司徒", "司空", "令狐", "宇文", "长孙", "东方", "南宫", "西门", "轩辕",
            "端木", "独孤", "百里", "东郭", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "呼延", "钟离", "鲜于", "闾丘", "赫连", "拓跋",
            "第五", "纳兰", "完颜", "叶赫");

    private Mask() {}

    /** An identity number: {@code 110105********002X}. */
    public static String identity(String number) {
        return kept(number, 6, 4);
    }

    /** A phone number: {@code 138****5678}. */
    public static String phone(String number) {
        return kept(number, 3, 4);
    }

    /** A person's name: the family name, then a mark for each other character: {@code 王**}. */
    public static String name(String name) {
        return kept(name, 1, 0);
    }

    /** A person's name as it stands on a public notice: the family name, then 某 for each other character: {@code 王某某}. */
    public static String surname(String name) {
        String text = name.strip();
        int length = text.codePointCount(0, text.length());
        if (length < 2) {
            return text.isEmpty() ? "" : "某某";
        }
        int family = length > 2 && DOUBLE.contains(text.substring(0, text.offsetByCodePoints(0, 2))) ? 2 : 1;
        boolean han = Character.UnicodeScript.of(text.codePointAt(0)) == Character.UnicodeScript.HAN;
        String head = text.substring(0, text.offsetByCodePoints(0, family));
        // A long name, or one in letters, is told by its first alone; its length would say too much.
        return head + "某".repeat(han ? Math.min(length - family, 2) : 1);
    }

    /** Anything else: not even its length is shown. */
    public static String hidden() {
        return "****";
    }

    private static String kept(String text, int first, int last) {
        int length = text.codePointCount(0, text.length());
        if (length <= first + last) {
            return hidden();
        }
        int head = text.offsetByCodePoints(0, first);
        int tail = text.offsetByCodePoints(text.length(), -last);
        return text.substring(0, head) + "*".repeat(length - first - last) + text.substring(tail);
    }
}
