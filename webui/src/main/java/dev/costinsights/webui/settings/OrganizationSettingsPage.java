package dev.costinsights.webui.settings;

/**
 * The page of the organization as its template reads it: all text is final.
 *
 * @param slug its name in addresses and commands
 * @param zone whose days its days are
 */
public record OrganizationSettingsPage(String name, String slug, String zone) {}
