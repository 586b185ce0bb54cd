// One page that renders cards with the genuine renderer and writes down what it has to say about each.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const library = (path) => readFileSync(fileURLToPath(new URL(`node_modules/${path}`, import.meta.url)), 'utf8');
const inline = (value) => JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const look = `
  for (const { name, card, expected } of cards) {
    const events = [];
    const figure = document.body.appendChild(document.createElement('figure'));
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => { result.outputHtml = markdown.render(text); result.didProcess = true; };
    const made = new AdaptiveCards.AdaptiveCard();
    made.hostConfig = new AdaptiveCards.HostConfig(host);
    const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
    made.parse(card, context);
    for (let at = 0; at < context.eventCount; at++) events.push(context.getEventAt(at));
    const checked = made.validateProperties();
    events.push(...checked.validationEvents);
    const drawn = made.render();
    if (drawn) figure.append(drawn);
    const seen = (drawn?.innerText ?? '').replace(/\\s+/g, ' ');
    results.push({
      name,
      events: events.map((event) => AdaptiveCards.ValidationEvent[event.event] ?? event.message),
      drawn: !!drawn,
      charts: (JSON.stringify(card).match(/"type":"Chart\\./g) ?? []).length,
      unseen: (expected ?? []).filter((text) => !seen.includes(text.replace(/\\s+/g, ' ').trim())),
      live: [...figure.querySelectorAll('img:not([src^="data:image/png;base64,"]), script, iframe, svg, h1, h2, h3, code, blockquote, ol, ul, em, del')].map((one) => one.outerHTML.slice(0, 200)),
      links: [...figure.querySelectorAll('a[href]')].map((one) => one.getAttribute('href')),
      wide: figure.scrollWidth > figure.clientWidth + 1,
    });
  }
  const told = document.body.appendChild(document.createElement('script'));
  told.type = 'application/json';
  told.id = 'results';
  told.textContent = JSON.stringify(results).replaceAll('<', '\\\\u003c');`;

export const page = (cards, host, width, columns = 1) => `<!doctype html><meta charset="utf-8">
<style>
  body { margin: 0; padding: 16px; columns: ${columns}; column-gap: 20px; background: ${host.containerStyles.default.backgroundColor === '#ffffff' ? '#ebebeb' : '#141414'}; }
  figure { margin: 0 0 20px; break-inside: avoid; width: ${width}px; box-sizing: border-box; border-radius: 6px; overflow: hidden; background: ${host.containerStyles.default.backgroundColor}; }
  .ac-pushButton { font: 600 14px 'Segoe UI', 'Liberation Sans', sans-serif; padding: 5px 12px; border: 1px solid ${host.separator.lineColor}; border-radius: 4px; background: transparent; color: ${host.containerStyles.default.foregroundColors.default.default}; }
  .ac-textBlock a, .ac-anchor { color: ${host.containerStyles.default.foregroundColors.accent.default}; text-decoration: none; }
  p { margin: 0 0 4px; }
</style><body><script>${library('markdown-it/dist/markdown-it.min.js')}</script><script>${library('adaptivecards/dist/adaptivecards.js')}</script>
<script>
  const AdaptiveCards = window.AdaptiveCards, markdown = window.markdownit({ html: true, linkify: false });
  const cards = ${inline(cards)}, host = ${inline(host)}, results = [];
  ${look}
</script></body>`;
