package io.liren.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The texts that the cells of an Excel file share. How they are to be pronounced is left out. */
final class SharedTexts {
    private SharedTexts() {}

    static List<String> read(Part part, Limits limits) throws XMLStreamException, IOException {
        List<String> all = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        long sum = 0;
        int silent = 0;
        try (part) {
            XMLStreamReader xml = part.xml();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        String name = xml.getLocalName();
                        if (name.equals("si")) {
                            text.setLength(0);
                        } else if (name.equals("rPh")) {
                            silent++;
                        } else if (name.equals("t") && silent == 0) {
                            text.append(xml.getElementText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        if (xml.getLocalName().equals("rPh")) {
                            silent--;
                        } else if (xml.getLocalName().equals("si")) {
                            String plain = text.length() > limits.characters()
                                    ? text.substring(0, limits.characters() + 1)
                                    : text.toString();
                            all.add(plain);
                            sum += plain.length() + 24;
                            if (sum > limits.shared()) {
                                throw new BadWorkbook("文件里的文字太多,请分成几份", "There is too much text in the file: split it");
                            }
                        }
                    }
                    default -> {}
                }
            }
        }
        return all;
    }
}
