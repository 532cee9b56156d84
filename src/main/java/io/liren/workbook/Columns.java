package io.liren.workbook;

import javax.xml.stream.XMLStreamReader;

/** The letters of columns (列), as spreadsheets show them. */
public final class Columns {
    private Columns() {}

    /** The letters of a column, counted from 0. */
    public static String letters(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    /** The number of a column, from 0, by the letters that a cell's address begins with; -1 if it has none. */
    static int number(String address) {
        int number = 0;
        int i = 0;
        while (i < address.length() && i < 3 && address.charAt(i) >= 'A' && address.charAt(i) <= 'Z') {
            number = number * 26 + address.charAt(i) - 'A' + 1;
            i++;
        }
        return number - 1;
    }

    /** An attribute without a namespace; empty if there is none. */
    static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        if (value == null) {
            value = xml.getAttributeValue("", name);
        }
        return value == null ? "" : value;
    }
}
