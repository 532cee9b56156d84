package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liren.wording.Label;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    private static final Command SERVE = new Command() {
        @Override
        public String name() {
            return "serve";
        }

        @Override
        public Label summary() {
            return Label.same("");
        }

        @Override
        public List<Option> options() {
            return List.of(Option.PORT, Option.HOME, Option.TODAY, Option.JSON, Option.DATABASE);
        }

        @Override
        public Operands operands() {
            return Operands.optional("dir");
        }

        @Override
        public int run(Arguments arguments) {
            return OK;
        }
    };

    @Test
    void optionsAreReadInBothSpellings() {
        Arguments read = Arguments.read(
                SERVE, List.of("--port", "8080", "some/dir", "--today=2026-10-02", "--json", "--home", "x"));
        assertThat(read.whole(Option.PORT, 1)).isEqualTo(8080);
        assertThat(read.date(Option.TODAY)).contains(LocalDate.of(2026, 10, 2));
        assertThat(read.has(Option.JSON)).isTrue();
        assertThat(read.home("serve")).isEqualTo(Path.of("x").toAbsolutePath());
        assertThat(read.operands()).containsExactly("some/dir");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --prot 1         | serve has no option --prot; did you mean --port?
            --frobnicate     | serve has no option --frobnicate; it knows --port --home
            -p 1             | serve has no option -p
            --port           | --port needs a value: --port N
            --port 99999     | --port needs a port from 0 to 65535, not "99999"
            --today 2026-2-3 | --today needs a date such as 2026-10-02, not "2026-2-3"
            --json=yes       | --json takes no value
            --json --json    | --json is given twice
            a b              | one argument too many: "b"
            --database x     | --database needs an address
            """)
    void aWrongArgumentGetsOneHelpfulLine(String typed, String says) {
        assertThatThrownBy(() -> Arguments.read(SERVE, List.of(typed.split(" "))))
                .isInstanceOf(WrongArguments.class)
                .hasMessageContaining(says)
                .extracting(e -> ((WrongArguments) e).says().zh())
                .asString()
                .matches(".*\\p{IsHan}.*");
    }

    @Test
    void anUnknownCommandNamesTheNearestAndExitsWithTwo() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(Liren.run(List.of("hlep"))).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("没有命令“hlep”,是不是 help?", "did you mean help?")
                .hasLineCount(1);
    }
}
