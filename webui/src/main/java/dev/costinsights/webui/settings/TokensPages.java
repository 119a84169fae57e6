package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.FormField;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.settings.TokensPage.Choice;
import dev.costinsights.webui.settings.TokensPage.Form;
import dev.costinsights.webui.settings.TokensPage.Made;
import dev.costinsights.webui.settings.TokensPage.Token;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a part of the list of tokens and a form into the page. */
final class TokensPages {

    static final int PAGE_ROWS = 25;

    private TokensPages() {}

    static String href(long page) {
        return page == 1 ? TokensHandler.PATH : TokensHandler.PATH + "?page=" + page;
    }

    static TokensPage page(
            SessionPrincipal reader,
            long page,
            TokenPage found,
            TokenForm form,
            @Nullable String notice,
            @Nullable Made made,
            Instant now) {
        return new TokensPage(
                notice,
                made,
                found.items().stream()
                        .map(token -> token(token, reader.zone(), now))
                        .toList(),
                page,
                Pager.of(page, PAGE_ROWS, found.totalCount(), TokensPages::href),
                form(form, reader.organizationId(), reader.zone(), now));
    }

    private static Token token(AccessToken token, ZoneId zone, Instant now) {
        Instant expiresAt = token.expiresAt();
        return new Token(
                "revoke-" + token.id(),
                token.comment(),
                String.join(", ", ScopeWords.names(token.scopes())),
                TokensHandler.PATH + "/" + token.id() + "/revoke",
                Moment.of(token.createdAt(), zone, now),
                token.lastUsedAt() == null ? null : Moment.of(token.lastUsedAt(), zone, now),
                // The last moment at which it works, so that the end of a day is that day.
                expiresAt == null ? null : Moment.of(expiresAt.minusNanos(1), zone, now),
                expiresAt != null && !now.isBefore(expiresAt));
    }

    private static Form form(TokenForm form, UUID organizationId, ZoneId zone, Instant now) {
        @Nullable String comment = form.problems().get(TokenForm.COMMENT);
        @Nullable String scopes = form.problems().get(TokenForm.SCOPES);
        @Nullable String expiry = form.problems().get(TokenForm.EXPIRY);
        boolean mendScopes = scopes != null && comment == null;
        List<Choice> choices = new ArrayList<>();
        ScopeWords.OFFERED.forEach(scope -> choices.add(new Choice(
                scope.wireName(),
                ScopeWords.label(scope),
                ScopeWords.words(scope, organizationId),
                form.scopes().contains(scope),
                mendScopes && choices.isEmpty())));
        return new Form(
                new FormField(form.comment(), comment, comment != null),
                TokenForm.LONGEST_COMMENT,
                choices,
                scopes,
                new FormField(form.expiry(), expiry, expiry != null && comment == null && scopes == null),
                LocalDate.ofInstant(now, zone).toString(),
                zone.getId());
    }
}
