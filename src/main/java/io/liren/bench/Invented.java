package io.liren.bench;

import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.IdentityNumber;
import io.liren.wording.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Invents rows for the fields of a register, seeded: each row is in order by itself. */
final class Invented {
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜";
    private static final String GIVEN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥安宁康泰和平永庆文武";
    private static final LocalDate ADULTS_SINCE = LocalDate.of(2006, 1, 1);
    private final List<FieldModel> columns;
    private final LocalDate today;
    private final Random random = new Random(20261125);

    Invented(List<FieldModel> columns, LocalDate today) {
        this.columns = columns;
        this.today = today;
    }

    byte[] workbook(int rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Liren", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("名册");
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column).label().zh());
            }
            for (int row = 1; row <= rows; row++) {
                List<@Nullable Object> values = row(row);
                for (int column = 0; column < values.size(); column++) {
                    put(sheet, row, column, values.get(column));
                }
                if (row % 1_000 == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(Worksheet sheet, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case LocalDate date -> {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case Number number -> sheet.value(row, column, number);
            case Object text -> sheet.value(row, column, text.toString());
        }
    }

    /** Later dates stand after earlier ones, none after today: what begins ends later. */
    List<@Nullable Object> row(int number) {
        LocalDate born = LocalDate.of(1930, 1, 1).plusDays(random.nextInt(27_000));
        boolean male = random.nextBoolean();
        String identity = identity(number, born, male);
        LocalDate day = LocalDate.MIN;
        List<@Nullable Object> values = new ArrayList<>();
        for (FieldModel field : columns) {
            String name = field.name();
            values.add(
                    switch (field.type()) {
                        case FieldType.Identity ignored -> identity;
                        case FieldType.Date ignored -> {
                            if (derived(name) || born.isAfter(day)) {
                                day = day.isBefore(ADULTS_SINCE) ? ADULTS_SINCE : day;
                                yield born;
                            }
                            day = day.plusDays(random.nextInt(1_500) + 1);
                            yield random.nextInt(3) == 0 || day.isAfter(today) ? null : day;
                        }
                        case FieldType.Choice(var options) -> {
                            String key = derived(name)
                                    ? (male ? "male" : "female")
                                    : List.copyOf(options.keySet()).get(random.nextInt(options.size()));
                            yield label(options, key);
                        }
                        case FieldType.Phone ignored -> "13" + (100_000_000 + random.nextInt(899_999_999));
                        case FieldType.Bool ignored -> random.nextBoolean() ? "是" : "否";
                        case FieldType.Whole ignored -> random.nextInt(20);
                        case FieldType.Decimal ignored -> random.nextInt(2_000) / 10.0;
                        case FieldType.Money ignored -> random.nextInt(200_000) / 100.0;
                        case FieldType.Address ignored ->
                            "槐荫路" + random.nextInt(300) + "号" + random.nextInt(40) + "号楼" + (100 + random.nextInt(900));
                        case FieldType.Text ignored -> field.required() ? person() : "登记" + random.nextInt(1_000);
                        case FieldType.Time ignored -> "9:30";
                        case FieldType.Moment ignored -> day + " 09:30";
                        case FieldType.Choices ignored -> null;
                        case FieldType.Account ignored -> null;
                        case FieldType.Reference ignored -> null;
                        case FieldType.References ignored -> null;
                        case FieldType.Attachment ignored -> null;
                    });
        }
        return values;
    }

    private static Object label(Map<String, Label> options, String key) {
        Label label = options.get(key);
        return label == null ? key : label.zh();
    }

    /** Which fields an identity number fills in. */
    private boolean derived(String name) {
        return columns.stream()
                .map(FieldModel::type)
                .anyMatch(t -> t instanceof FieldType.Identity(var birth, var sex)
                        && (birth.filter(name::equals).isPresent()
                                || sex.filter(name::equals).isPresent()));
    }

    /** The address digits and the sequence together count the rows, so that no number comes twice. */
    private static String identity(int number, LocalDate born, boolean male) {
        String first = String.format(
                Locale.ROOT,
                "%06d%s%03d",
                110_000 + number / 500,
                born.toString().replace("-", ""),
                number % 500 * 2 + (male ? 1 : 0));
        return first + IdentityNumber.check(first + "0");
    }

    private String person() {
        StringBuilder name = new StringBuilder();
        name.append(SURNAMES.charAt(random.nextInt(SURNAMES.length())));
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            name.append(GIVEN.charAt(random.nextInt(GIVEN.length())));
        }
        return name.toString();
    }
}
