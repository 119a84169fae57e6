package dev.costinsights.webui.people;

import dev.costinsights.contracts.accounts.Role;

/** What a role may do, in words. */
final class RoleWords {

    private RoleWords() {}

    static String label(Role role) {
        return switch (role) {
            case VIEWER -> "Viewer";
            case MEMBER -> "Member";
            case OWNER -> "Owner";
        };
    }

    static String withArticle(Role role) {
        return role == Role.OWNER ? "an owner" : role == Role.MEMBER ? "a member" : "a viewer";
    }

    static String words(Role role) {
        return switch (role) {
            case VIEWER -> "Sees every page, changes nothing.";
            case MEMBER -> "Also adds tokens, webhooks and imports, and edits labels and dashboards.";
            case OWNER -> "Also invites and removes people and changes the organization.";
        };
    }

    /** To the one who gets the role. */
    static String invitation(Role role) {
        return switch (role) {
            case VIEWER -> "You will see every page and change nothing.";
            case MEMBER -> "You will see every page, add tokens, webhooks and imports, and edit labels and dashboards.";
            case OWNER -> "You will see and change everything, people and the organization too.";
        };
    }
}
