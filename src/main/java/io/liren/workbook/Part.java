package io.liren.workbook;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One part of an Excel file as it unpacks, up to a number of bytes. */
final class Part implements AutoCloseable {
    private static final XMLInputFactory FACTORY = factory();
    private final InputStream raw;

    Part(InputStream packed, long most) {
        this.raw = new Counted(packed, most);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** Its bytes. */
    InputStream raw() {
        return raw;
    }

    /** It as XML; a document type in it, with entities that grow, is not followed. */
    XMLStreamReader xml() throws XMLStreamException {
        return FACTORY.createXMLStreamReader(raw);
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private static final class Counted extends FilterInputStream {
        private final long most;
        private long count;

        Counted(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            counted(read);
            return read;
        }

        private void counted(int read) throws IOException {
            count += Math.max(0, read);
            if (count > most) {
                throw new IOException(
                        "too large",
                        new BadWorkbook(
                                "文件展开后超过 " + most / 1_000_000 + " MB,没有读",
                                "Unpacked, the file is larger than " + most / 1_000_000 + " MB: it was not read"));
            }
        }
    }
}
