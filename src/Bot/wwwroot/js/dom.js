/** Makes an element. Text children become text nodes: nothing passed here is ever parsed as HTML. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, '');
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

export const isTyping = (target) => target instanceof HTMLElement
  && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

/** Says something to screen readers; several sayings within a moment are read as one. */
const waiting = [];
export function announce(text) {
  waiting.push(text);
  if (waiting.length > 1) return;
  setTimeout(() => {
    const said = waiting.length > 3 ? `${waiting.length} updates. Latest: ${waiting.at(-1)}` : waiting.join('. ');
    waiting.length = 0;
    byId('announce').textContent = said;
  }, 900);
}
