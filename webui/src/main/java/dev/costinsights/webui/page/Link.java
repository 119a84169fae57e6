package dev.costinsights.webui.page;

/**
 * A link in a list of which one is where the reader is.
 *
 * @param id id of the element, so that focus can return to it
 * @param href where it leads
 * @param label its text
 * @param current whether it is the reader's place
 */
public record Link(String id, String href, String label, boolean current) {}
