package dev.costinsights.acceptance;

import java.util.List;

/** The Events feed. */
final class EventsCheck implements PageCheck {
    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                Look.of("/events"),
                new Look(
                        "filtered",
                        "/events?name=llm.inference&query=gpt&from=" + demo.today() + "&to=" + demo.today()),
                new Look("revenue", "/events?show=revenue"));
    }

    @Override
    public String emptyAddress() {
        return "/events";
    }

    @Override
    public void figures(Browser browser, Demo demo) {}
}
