package com.digiflowhub.browser;

import com.digiflowhub.testing.Patience;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.TimeoutError;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's look at a hub. It notes what must never be: errors on the console, dialogs, requests that leave the host. */
public final class Look implements AutoCloseable {
    private final BrowserContext context;
    private final URI hub;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    Look(BrowserContext context, URI hub) {
        this.context = context;
        this.hub = hub;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onRequest(request -> {
            requests.add(request);
            if (!request.url().startsWith(hub.toString()) && !request.url().startsWith("data:")) {
                complaints.add("left the host: " + request.url());
            }
        });
    }

    public Look at(String path) {
        page.navigate(hub.resolve(path).toString());
        return this;
    }

    public Page page() {
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    public Locator see(String selector) {
        Locator found = page.locator(selector).first();
        try {
            found.waitFor();
            return found;
        } catch (TimeoutError never) {
            throw new AssertionError(
                    "%s is not to be seen at %s ('%s'); complaints: %s"
                            .formatted(selector, path(), text("h1"), complaints),
                    never);
        }
    }

    /** To the page behind a link or a button. A browser drops clicks on a page that it has not painted yet. */
    public Look follow(String selector) {
        Locator link = see(selector);
        page.waitForLoadState();
        link.click();
        return this;
    }

    /** Waits until the words are to be seen in the part. */
    public void waitForText(String selector, String words) {
        try {
            var ignored = Patience.waitFor(
                    "'" + words + "' in " + selector, () -> text(selector), text -> text.contains(words));
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; complaints: " + complaints, late);
        }
    }

    /** What can be read there, all matches one after the other; nothing while the browser is on its way to another page. */
    public String text(String selector) {
        try {
            return String.join("\n", page.locator(selector).allInnerTexts());
        } catch (PlaywrightException leaving) {
            if (String.valueOf(leaving.getMessage()).contains("Execution context was destroyed")) {
                return "";
            }
            throw leaving;
        }
    }

    public int count(String selector) {
        return page.locator(selector).count();
    }

    public String path() {
        return page.url().substring(hub.toString().length());
    }

    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** After a request that was meant to fail. */
    public void forgive() {
        complaints.clear();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        context.close();
    }
}
