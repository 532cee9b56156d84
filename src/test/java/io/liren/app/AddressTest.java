package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AddressTest {
    @Test
    void bothCommonFormsAreUnderstood() {
        Connections.Address address =
                Connections.Address.parse("postgresql://jia:a%40b@db.example:5433/liren?sslmode=require");
        assertThat(address.url()).isEqualTo("jdbc:postgresql://db.example:5433/liren?sslmode=require");
        assertThat(address.user()).isEqualTo("jia");
        assertThat(address.password()).isEqualTo("a@b");
        assertThat(Connections.Address.parse("jdbc:postgresql://h/x?user=yi&password=s")
                        .user())
                .isEqualTo("yi");
    }

    @Test
    void aWrongAddressIsExplainedWithoutShowingThePassword() {
        assertThatThrownBy(() -> Connections.Address.parse("mysql://jia:secret@h/x"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("secret");
    }
}
