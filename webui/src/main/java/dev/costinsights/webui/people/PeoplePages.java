package dev.costinsights.webui.people;

import dev.costinsights.contracts.accounts.Invitation;
import dev.costinsights.contracts.accounts.People;
import dev.costinsights.contracts.accounts.Person;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.FormField;
import dev.costinsights.webui.people.PeoplePage.Choice;
import dev.costinsights.webui.people.PeoplePage.Form;
import dev.costinsights.webui.people.PeoplePage.Made;
import dev.costinsights.webui.people.PeoplePage.Pending;
import dev.costinsights.webui.people.PeoplePage.Someone;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns people, invitations and a form into the page. */
final class PeoplePages {

    private final SessionPrincipal reader;
    private final Instant now;

    PeoplePages(SessionPrincipal reader, Instant now) {
        this.reader = reader;
        this.now = now;
    }

    PeoplePage page(
            People people, InviteForm form, @Nullable String notice, @Nullable String problem, @Nullable Made made) {
        return new PeoplePage(
                notice,
                problem,
                made,
                people.items().stream().map(this::someone).toList(),
                people.invitations().stream().map(this::pending).toList(),
                form(form));
    }

    /**
     * The link just made; null for anything but a link of this list.
     *
     * @param server address that people use
     */
    @Nullable
    Made made(Optional<Secret> said, People people, String server) {
        return said.flatMap(PeopleOnce::link)
                .flatMap(link -> people.invitations().stream()
                        .filter(invitation -> invitation.id().equals(link.invitationId()))
                        .findFirst()
                        .map(invitation -> made(
                                invitation,
                                new Secret(server + InvitationHandler.PATH + "?code="
                                        + link.code().value()))))
                .orElse(null);
    }

    private Made made(Invitation invitation, Secret link) {
        Role role = invitation.role();
        return role == null
                ? new Made(
                        "A link for a new password of " + invitation.email(),
                        "Until it is opened, the password of now holds.",
                        moment(invitation.expiresAt()),
                        link)
                : new Made(
                        "An invitation for " + invitation.email(),
                        "Whoever opens it first chooses a password and is " + RoleWords.withArticle(role) + ".",
                        moment(invitation.expiresAt()),
                        link);
    }

    private Someone someone(Person person) {
        String path = PeopleHandler.PATH + "/" + person.id();
        return new Someone(
                person.id().toString(),
                name(person),
                person.id().equals(reader.userId()),
                RoleWords.label(person.role()),
                choices(person.role().wireName()),
                moment(person.createdAt()),
                person.signedInAt() == null ? null : moment(person.signedInAt()),
                path + "/role",
                person.email() == null ? null : path + "/reset",
                path + "/remove");
    }

    static String name(Person person) {
        return person.email() == null ? "Owner by link" : person.email();
    }

    private Pending pending(Invitation invitation) {
        Role role = invitation.role();
        return new Pending(
                invitation.email(),
                role == null ? "New password" : RoleWords.label(role),
                moment(invitation.expiresAt()),
                PeopleHandler.PATH + "/invitations/" + invitation.id() + "/revoke");
    }

    private static Form form(InviteForm form) {
        @Nullable String email = form.problems().get(InviteForm.EMAIL);
        return new Form(
                new FormField(form.email(), email, email != null),
                choices(form.role()),
                form.problems().get(InviteForm.ROLE));
    }

    private static List<Choice> choices(String chosen) {
        return Arrays.stream(Role.values())
                .map(role -> new Choice(
                        role.wireName(),
                        RoleWords.label(role),
                        RoleWords.words(role),
                        role.wireName().equals(chosen)))
                .toList();
    }

    private Moment moment(Instant instant) {
        ZoneId zone = reader.zone();
        return Moment.of(instant, zone, now);
    }
}
