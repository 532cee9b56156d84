package io.liren.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the lines of one sheet of an Excel file. */
final class SheetLines {
    private static final int LONGEST_NUMBER = 40;
    private final XMLStreamReader xml;
    private final List<String> shared;
    private final Dates dates;
    private final Limits limits;
    private final Consumer<Line> lines;
    private int row;
    private int read;

    SheetLines(XMLStreamReader xml, List<String> shared, Dates dates, Limits limits, Consumer<Line> lines) {
        this.xml = xml;
        this.shared = shared;
        this.dates = dates;
        this.limits = limits;
        this.lines = lines;
    }

    void read() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
                line();
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("sheetData")) {
                return;
            }
        }
    }

    private void line() throws XMLStreamException {
        String number = Columns.attribute(xml, "r");
        row = number.isEmpty() ? row + 1 : Integer.parseInt(number);
        List<Cell> cells = new ArrayList<>();
        boolean blank = true;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                int column = Columns.number(Columns.attribute(xml, "r"));
                column = column < 0 ? cells.size() : column;
                Cell cell = cell(column);
                if (!cell.blank()) {
                    if (column >= limits.columns()) {
                        throw Xlsx.tooManyColumns(row, limits);
                    }
                    while (cells.size() < column) {
                        cells.add(Cell.BLANK);
                    }
                    if (cells.size() > column) {
                        cells.set(column, cell);
                    } else {
                        cells.add(cell);
                    }
                    blank = false;
                }
            }
        }
        if (!blank) {
            if (++read > limits.rows()) {
                throw Xlsx.tooManyRows(limits);
            }
            lines.accept(new Line(row, cells));
        }
    }

    private Cell cell(int column) throws XMLStreamException {
        String type = Columns.attribute(xml, "t");
        String style = Columns.attribute(xml, "s");
        String value = "";
        StringBuilder inline = new StringBuilder();
        int silent = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals("c")) {
                    break;
                }
                silent -= xml.getLocalName().equals("rPh") ? 1 : 0;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "v" -> value = xml.getElementText();
                    case "t" -> {
                        String text = xml.getElementText();
                        inline.append(silent == 0 ? text : "");
                    }
                    case "rPh" -> silent++;
                    default -> {}
                }
            }
        }
        Cell cell = switch (type) {
            case "s" -> value.isEmpty() ? Cell.BLANK : Cell.of(shared.get(Integer.parseInt(value.strip())));
            case "inlineStr" -> Cell.of(inline.toString());
            case "str", "d" -> Cell.of(value);
            case "b" -> value.isEmpty() ? Cell.BLANK : new Cell(Cell.Kind.TRUTH, value.strip());
            case "e" -> new Cell(Cell.Kind.ERROR, value);
            default -> number(value.strip(), style);
        };
        if (cell.text().length() > limits.characters()) {
            throw Xlsx.longCell(row, column, limits);
        }
        return cell;
    }

    private Cell number(String value, String style) {
        if (value.isEmpty()) {
            return Cell.BLANK;
        }
        if (value.length() > LONGEST_NUMBER) {
            return new Cell(Cell.Kind.ERROR, value.substring(0, LONGEST_NUMBER));
        }
        try {
            BigDecimal number = new BigDecimal(value);
            if (Math.abs(number.scale()) > LONGEST_NUMBER || number.precision() - number.scale() > LONGEST_NUMBER) {
                return new Cell(Cell.Kind.ERROR, value);
            }
            if (!style.isEmpty() && dates.isDate(Integer.parseInt(style))) {
                return dates.text(number)
                        .map(date -> new Cell(Cell.Kind.DATE, date))
                        .orElseGet(() -> new Cell(Cell.Kind.NUMBER, plain(number)));
            }
            return new Cell(Cell.Kind.NUMBER, plain(number));
        } catch (NumberFormatException e) {
            return new Cell(Cell.Kind.ERROR, value);
        }
    }

    /** Excel keeps 0.1 + 0.2 with all its digits; it shows fifteen. */
    private static String plain(BigDecimal number) {
        BigDecimal shown =
                number.precision() > 15 && number.scale() > 0 ? number.round(new java.math.MathContext(15)) : number;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
}
