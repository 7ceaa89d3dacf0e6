package com.digiflowhub.browser;

import com.digiflowhub.platform.web.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds for every page, each rule as the list of what breaks it on the page that is looked at. */
final class PageRules {
    static final int FIRST_VISIT_BYTES = 250 * 1024;
    static final int LATER_VISIT_BYTES = 40 * 1024;
    static final double LAYOUT_SHIFT = 0.05;
    private static final String AXE = axe();
    private static final Set<String> FAMILIES = families();

    private static final String VISIBLE = """
            const visible = e => { const r = e.getBoundingClientRect(); const s = getComputedStyle(e);
              return r.width > 1 && r.height > 1 && s.visibility !== 'hidden' && e.checkVisibility() && !e.closest('.unseen, .skip'); };
            const named = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + '.' + [...e.classList].join('.') + ' "' + (e.innerText || '').slice(0, 30) + '"';
            """;

    private PageRules() {}

    /** WCAG 2.2 AA as far as a machine sees it. */
    static List<String> wcag(Look look) {
        return wcag(look, "html");
    }

    /** Of a part alone: what lies over a page that is looked at elsewhere. */
    static List<String> wcag(Look look, String part) {
        if (look.page().evaluate("() => typeof axe").equals("undefined")) {
            look.page().evaluate(AXE);
        }
        return axe(look, part, "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']");
    }

    /** What may change with the theme of a page that {@link #wcag} looked at. */
    static List<String> contrast(Look look) {
        return axe(look, "html", "{ type: 'rule', values: ['color-contrast'] }");
    }

    private static List<String> axe(Look look, String part, String only) {
        return strings(look, """
                async () => (await axe.run('%s', { runOnly: %s, resultTypes: ['violations'], preload: false }))
                  .violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' ' + (n.any[0]?.message || '')))
                """.formatted(part, only));
    }

    static List<String> overflows(Look look) {
        return strings(look, "() => {" + VISIBLE + """
                const wide = innerWidth + 1;
                const clipped = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
                  if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
                const found = [...document.body.querySelectorAll('*')].filter(visible)
                  .filter(e => { const r = e.getBoundingClientRect(); return (r.right > wide || r.left < -1) && !clipped(e); }).map(named);
                for (const e of [document.documentElement, document.body, document.getElementById('main'), document.getElementById('run'), document.getElementById('groups')])
                  if (e && e.scrollWidth > e.clientWidth + 1) found.push('scrolls sideways: ' + named(e));
                return found.slice(0, 8); }
                """);
    }

    /** Links within running text may be smaller (WCAG 2.5.8 makes the same exception), chips 36 px as the tokens of the design say. */
    static List<String> smallTargets(Look look, int least) {
        return strings(look, "() => {" + VISIBLE + """
                return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(visible)
                  .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline' && e.closest('p, li, dd, td')))
                  .filter(e => { const t = e.closest('label') || e; const r = t.getBoundingClientRect(); const least = Math.min(%1$d, t.matches('.chip') ? 36 : 99); return r.height < least - .5 || r.width < least - .5; })
                  .map(e => named(e) + ' ' + Math.round(e.getBoundingClientRect().width) + '×' + Math.round(e.getBoundingClientRect().height)); }
                """.formatted(least));
    }

    /** The line by which a field is seen stands out from its ground 3:1 at least; axe does not see that. */
    static List<String> faintFields(Look look) {
        return strings(look, "() => {" + VISIBLE + """
                const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
                const rgb = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
                const light = colour => { const [r, g, b] = [...rgb(colour)].slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
                const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
                const ground = e => { for (let p = e; p; p = p.parentElement) { const c = getComputedStyle(p).backgroundColor; if (rgb(c)[3] === 255) return c; } return 'white'; };
                return [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(visible).map(e => {
                  const own = getComputedStyle(e);
                  if (e.type === 'checkbox' && own.appearance === 'none') return [e, ratio(own.backgroundColor, ground(e.parentElement))];
                  if (e.type === 'checkbox' || e.type === 'radio') return [e, 9];
                  const box = parseFloat(own.borderTopWidth) > 0 ? e : e.parentElement;
                  return [e, ratio(getComputedStyle(box).borderTopColor, ground(box.parentElement))];
                }).filter(([e, r]) => r < 3).map(([e, r]) => named(e) + ' ' + r.toFixed(2)); }
                """);
    }

    /** Keys of words that nobody wrote, seen because the key stands in for the word. */
    static List<String> rawKeys(Look look) {
        return Stream.of(String.valueOf(look.page().evaluate("() => document.body.innerText"))
                        .split("[\\s,;()\u00a0]+"))
                .filter(token -> token.matches("[a-z][a-z-]*(\\.[a-z0-9-]+)+"))
                .filter(token -> FAMILIES.contains(token.substring(0, token.indexOf('.'))))
                .toList();
    }

    static List<String> inline(Look look) {
        return strings(look, """
                () => [...document.querySelectorAll('script:not([src]), style, [style], [onclick], [onload], [onsubmit]')]
                  .filter(e => !e.closest('.htmx-temporary')).map(e => e.outerHTML.slice(0, 120))
                """);
    }

    /** Bytes over the wire for the page and all that it loaded. */
    static int weight(Look look) {
        return ((Number) look.page().evaluate("""
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                  .filter(e => !e.name.endsWith('/live')).reduce((sum, e) => sum + e.transferSize, 0)
                """)).intValue();
    }

    /** Nothing moved under the reader's eyes while it loaded. */
    static List<String> standsStill(Look look) {
        double shift = ((Number) look.page().evaluate("""
                () => new Promise(done => { let sum = 0;
                  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) sum += e.value; })).observe({ type: 'layout-shift', buffered: true });
                  setTimeout(() => done(sum), 100); })
                """)).doubleValue();
        return shift < LAYOUT_SHIFT ? List.of() : List.of("moved by " + shift);
    }

    /** The page once more, with what it shares with others at hand. */
    static List<String> laterVisit(Look look) {
        look.page().reload();
        look.see("main");
        int bytes = weight(look);
        return bytes <= LATER_VISIT_BYTES ? List.of() : List.of("a later visit costs " + bytes + " bytes");
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Look look, String script) {
        return (List<String>) look.page().evaluate(script);
    }

    private static Set<String> families() {
        return new Words()
                .in(Locale.ENGLISH).words().keySet().stream()
                        .map(key -> key.substring(0, Math.max(0, key.indexOf('.'))))
                        .collect(Collectors.toSet());
    }

    private static String axe() {
        try (var file = PageRules.class.getResourceAsStream("/vendor/axe.min.js")) {
            if (file == null) {
                throw new IllegalStateException("axe is not there");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
