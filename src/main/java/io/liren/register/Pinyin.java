package io.liren.register;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How Chinese text is spelled: whole (wanggengqi) and by its initials (wgq), in each reading that is likely. */
final class Pinyin {
    private static final int MOST_READINGS = 8;

    /** Characters that names and places often read otherwise than a dictionary's first reading; the usual one first. */
    private static final Map<Integer, List<String>> READINGS = readings(
            "单 shan dan",
            "曾 zeng ceng",
            "仇 qiu chou",
            "解 xie jie",
            "查 zha cha",
            "区 ou qu",
            "朴 piao pu",
            "盖 gai ge",
            "长 chang zhang",
            "重 chong zhong",
            "乐 le yue",
            "行 xing hang",
            "朝 chao zhao",
            "华 hua",
            "任 ren",
            "翟 zhai di",
            "尹 yin",
            "冼 xian",
            "万 wan mo",
            "尉 wei yu",
            "缪 miao mu",
            "覃 qin tan",
            "折 zhe she",
            "黑 hei",
            "员 yuan yun",
            "秘 mi bi",
            "洗 xi xian",
            "宓 mi fu",
            "种 zhong chong",
            "晟 sheng cheng",
            "茜 qian xi",
            "莘 shen xin",
            "娜 na nuo",
            "厦 sha xia",
            "都 du dou",
            "石 shi",
            "会 hui kuai",
            "参 can shen",
            "传 chuan zhuan",
            "调 tiao diao",
            "宁 ning",
            "卜 bu",
            "葛 ge",
            "燕 yan",
            "柏 bai bo",
            "臧 zang",
            "隽 jun juan",
            "藏 zang cang",
            "弹 tan dan");

    private static final Map<Integer, List<String>> KNOWN = new ConcurrentHashMap<>();

    private Pinyin() {}

    /** Read when a character is first asked for, as that takes half a second; threads share it, it locks itself. */
    private static final class Dictionary {
        static final Transliterator HAN = Transliterator.getInstance("Han-Latin");
    }

    /** The spellings of a text; none if it holds no Chinese. Other letters and digits stand as they are. */
    static Set<String> spellings(String text) {
        List<StringBuilder> whole = new ArrayList<>(List.of(new StringBuilder()));
        List<StringBuilder> initials = new ArrayList<>(List.of(new StringBuilder()));
        boolean chinese = false;
        for (int character : text.codePoints().toArray()) {
            List<String> readings = read(character);
            chinese |= !readings.isEmpty();
            if (readings.isEmpty() && Character.isLetterOrDigit(character)) {
                readings = List.of(Character.toString(character));
            }
            if (!readings.isEmpty()) {
                whole = extended(whole, readings);
                initials = extended(
                        initials,
                        readings.stream().map(r -> r.substring(0, 1)).distinct().toList());
            }
        }
        if (!chinese) {
            return Set.of();
        }
        Set<String> all = new LinkedHashSet<>();
        whole.forEach(w -> all.add(w.toString()));
        initials.forEach(i -> all.add(i.toString()));
        return all;
    }

    private static List<StringBuilder> extended(List<StringBuilder> starts, List<String> ends) {
        List<StringBuilder> all = new ArrayList<>();
        for (StringBuilder start : starts) {
            for (String end : ends) {
                if (all.size() < MOST_READINGS) {
                    all.add(new StringBuilder(start).append(end));
                }
            }
        }
        return all;
    }

    private static List<String> read(int character) {
        if (Character.UnicodeScript.of(character) != Character.UnicodeScript.HAN) {
            return List.of();
        }
        List<String> several = READINGS.get(character);
        if (several != null) {
            return several;
        }
        return KNOWN.computeIfAbsent(character, Pinyin::dictionary);
    }

    /** The dictionary's reading; ü is typed as v or as u. */
    private static List<String> dictionary(int character) {
        String marked =
                Normalizer.normalize(Dictionary.HAN.transliterate(Character.toString(character)), Normalizer.Form.NFD);
        String latin =
                marked.replace("u\u0308", "v").replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        if (latin.isEmpty()) {
            return List.of();
        }
        return latin.contains("v") ? List.of(latin, latin.replace('v', 'u')) : List.of(latin);
    }

    private static Map<Integer, List<String>> readings(String... lines) {
        Map<Integer, List<String>> map = new ConcurrentHashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            map.put(words.getFirst().codePointAt(0), words.subList(1, words.size()));
        }
        return map;
    }
}
