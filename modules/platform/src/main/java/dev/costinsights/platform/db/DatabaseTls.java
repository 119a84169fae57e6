package dev.costinsights.platform.db;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Which servers a pool trusts. */
final class DatabaseTls {
    private DatabaseTls() {}

    static ClientSSLOptions of(DatabaseUrl url) {
        var options = new ClientSSLOptions();
        if (!url.isServerVerified()) {
            return options.setTrustAll(true);
        }
        return options.setTrustOptions(trusted(url.rootCertificates()))
                .setHostnameVerificationAlgorithm(url.sslMode().equals("verify-full") ? "HTTPS" : "");
    }

    private static TrustOptions trusted(@Nullable String rootCertificates) {
        if (rootCertificates != null) {
            return new PemTrustOptions().addCertPath(rootCertificates);
        }
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificates that Java trusts can't be read", e);
        }
    }
}
