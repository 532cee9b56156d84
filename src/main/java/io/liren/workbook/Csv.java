package io.liren.workbook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A table as text, its values separated by commas, semicolons or tabs; UTF-8, UTF-16 with its mark, or GB18030. */
public final class Csv implements Workbook {
    private static final int LOOKED_AT = 20_000;
    private final Limits limits;
    private final Charset charset;
    private final String text;
    private final char separator;

    Csv(byte[] content, Limits limits) {
        this.limits = limits;
        this.charset = charset(content);
        this.text = decoded(content, charset);
        if (text.indexOf('\0') >= 0) {
            throw new BadWorkbook("这不是 xlsx 或 csv 文件", "This is neither an xlsx nor a csv file");
        }
        if (text.stripLeading().startsWith("<")) {
            throw new BadWorkbook(
                    "这是网页或 XML,不是表格。请在 Excel 里打开,另存为 .xlsx",
                    "This is a web page or XML, not a table: open it in Excel and save it as .xlsx");
        }
        this.separator = separator(text);
    }

    /** The way its characters are written. */
    Charset charset() {
        return charset;
    }

    /** What stands between values. */
    char separator() {
        return separator;
    }

    private static Charset charset(byte[] content) {
        if (content.length >= 2 && (content[0] & 0xff) == 0xff && (content[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (content.length >= 2 && (content[0] & 0xff) == 0xfe && (content[1] & 0xff) == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return Charset.forName("GB18030");
        }
    }

    private static String decoded(byte[] content, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadWorkbook(
                    "认不出文字编码,请另存为 .xlsx,或 UTF-8、GB18030 的 csv",
                    "The characters can't be read: save it as .xlsx, or as csv in UTF-8 or GB18030");
        }
    }

    private static char separator(String text) {
        String head = text.substring(0, Math.min(LOOKED_AT, text.length()));
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', '\t', ';'}) {
            long count = head.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public List<String> sheets() {
        return List.of("csv");
    }

    @Override
    public List<Merge> merges(int sheet) {
        return List.of();
    }

    @Override
    public void read(int sheet, Consumer<Line> lines) {
        int[] read = {0};
        each((number, cells, from, to) -> {
            Line line = new Line(number, cells.stream().map(Cell::of).toList());
            if (!line.blank()) {
                if (++read[0] > limits.rows()) {
                    throw Xlsx.tooManyRows(limits);
                }
                lines.accept(line);
            }
        });
    }

    /** Takes a record of the text, and where in the text it stands. */
    interface Each {
        void record(int number, List<String> cells, int from, int to);
    }

    /** Quoted values may hold separators and line ends; a quote in them is written twice. */
    void each(Each each) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int number = 1;
        int from = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                take(cells, cell, number);
            } else if (c == '\n' || c == '\r') {
                take(cells, cell, number);
                each.record(number, cells, from, i);
                cells.clear();
                number++;
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                from = i + 1;
            } else {
                cell.append(c);
            }
            if (cell.length() > limits.characters()) {
                throw Xlsx.longCell(number, cells.size(), limits);
            }
            i++;
        }
        if (!cells.isEmpty() || !cell.isEmpty()) {
            take(cells, cell, number);
            each.record(number, cells, from, text.length());
        }
    }

    private void take(List<String> cells, StringBuilder cell, int number) {
        cells.add(cell.toString());
        cell.setLength(0);
        if (cells.size() > limits.columns()) {
            throw Xlsx.tooManyColumns(number, limits);
        }
    }

    /** A part of the text as it stands. */
    String part(int from, int to) {
        return text.substring(from, to);
    }

    @Override
    public void close() {}
}
