package dev.pgrm.endtoend;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The steps of a new stream, as a person goes through them. */
record Wizard(Visit visit) {
    /** The box of a table, a schema or a choice. */
    Locator box(String name) {
        return visit.page()
                .getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** @param side Source or Target */
    Locator end(String side, String database) {
        return visit.page()
                .getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName(side).setExact(true))
                .last()
                .getByRole(
                        AriaRole.RADIO, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + database + " ")));
    }

    Wizard between(String source, String target) {
        visit.open("/streams/new");
        end("Source", source).check();
        end("Target", target).check();
        return this;
    }

    Wizard next(String step) {
        visit.button("Next: " + step).click();
        return this;
    }

    /** From the check, once nothing stands in the way. */
    void create() {
        visit.page().getByText("Nothing stands in the way").waitFor();
        next("Create");
        visit.button("Create the stream").click();
    }

    void awaitMade() {
        visit.page().getByText("The stream is made").waitFor();
    }
}
