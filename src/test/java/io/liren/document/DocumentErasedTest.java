package io.liren.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.journal.Difference;
import io.liren.register.Attachments;
import io.liren.register.Outcome;
import io.liren.register.Replay;
import io.liren.sql.Scope;
import io.liren.testing.Town;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was issued about a person goes with what is held about the person. */
class DocumentErasedTest {
    private static final String LETTERS = """
            ---
            rulebook: letters
            title: 证明制度 | Letters
            posts:
              clerk: 经办人 | Clerk
            ---
            ## 1 证明 | Letters
            本人申请的证明登记后出具。

            ```register
            person:
              label: 人员 | Person
              title: [name]
              fields:
                name:  {label: 姓名 | Name, type: text, required: true}
                phone: {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [clerk]}
            asked:
              label: 申请 | Application
              title: [person]
              about: person
              fields:
                person: {label: 人员 | Person, type: reference, to: person, required: true}
                what:   {label: 证明什么 | What, type: text}
                proof:  {label: 材料 | Papers, type: attachment}
            ```
            ```document
            letter:
              label: 证明 | Letter
              of: asked
              shows: [what]
              template: letter.docx
              number: 证〔{year}〕{n}号
              by: [clerk]
            ```
            """;
    private static Town town;
    private static Viewer clerk;

    @BeforeAll
    static void open() {
        town = Town.under(LETTERS).on("2026-03-10");
        clerk = town.someone("丙", "letters.clerk");
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static UUID file(String name) {
        return new Attachments(town.database, town.today())
                .keep(clerk, new Attachments.Kept(name, "text/plain", name.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isThere(UUID file) {
        return new Attachments(town.database, town.today()).read(clerk, file).isPresent();
    }

    private static UUID issued(UUID person, int sequence, UUID proof, UUID word, UUID pdf) {
        UUID asked = town.enter(clerk, "letters.asked", Map.of("person", person, "what", "在本社区居住", "proof", proof));
        return town.enter(
                clerk,
                "letters.letter_document",
                Map.of(
                        DocumentKind.RECORD, asked,
                        DocumentKind.SEQUENCE, sequence,
                        DocumentKind.WORD, word,
                        DocumentKind.PDF, pdf));
    }

    @Test
    void theFilesIssuedAboutAPersonGoWithThePerson() {
        UUID jia = town.enter(clerk, "letters.person", Map.of("name", "甲", "phone", "13800138000"));
        UUID yi = town.enter(clerk, "letters.person", Map.of("name", "乙", "phone", "13800138001"));
        UUID proof = file("租约");
        UUID word = file("证明.docx");
        UUID pdf = file("证明.pdf");
        UUID letter = issued(jia, 1, proof, word, pdf);
        UUID other = file("另一份.pdf");
        issued(yi, 2, file("户口"), file("另一份.docx"), other);
        assertThat(town.facts.erase(clerk, "letters.person", jia, "本人要求")).isInstanceOf(Outcome.Entered.class);
        assertThat(isThere(word)).isFalse();
        assertThat(isThere(pdf)).isFalse();
        assertThat(isThere(proof)).isFalse();
        assertThat(isThere(other)).isTrue();
        assertThat(town.values(clerk, "letters.letter_document", letter).get(DocumentKind.PDF))
                .isNull();
        Optional<Difference> difference = town.database.inTransaction(
                Scope.of(Town.HERE),
                tx -> new Replay(town.edition, town.journal, town.keys).firstDifference(tx, Town.HERE));
        assertThat(difference).isEmpty();
    }
}
