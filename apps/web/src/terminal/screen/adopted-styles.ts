/**
 * Runs `act`; each `<style>` element it makes becomes a constructed style sheet instead.
 *
 * xterm.js writes its colours and its scroll bar's into `<style>` elements, which the Content-Security-Policy forbids
 * as it forbids all that is inline. A constructed sheet is script's own work, so it is allowed. xterm makes the
 * elements while it opens and while it falls back to its DOM renderer, both in one go, so nothing else is caught.
 */
export function adoptingStyles<T>(act: () => T): T {
  const create = Document.prototype.createElement;
  const createElement = (name: string, options?: ElementCreationOptions): HTMLElement =>
    name === 'style' ? styleStandIn(create.call(document, 'span')) : create.call(document, name, options);
  Object.defineProperty(document, 'createElement', { configurable: true, value: createElement });
  try {
    return act();
  } finally {
    Reflect.deleteProperty(document, 'createElement');
  }
}

/** Looks enough like a style element: its text is a sheet, which goes when it is removed. */
function styleStandIn(element: HTMLElement): HTMLElement {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  element.hidden = true;
  Object.defineProperty(element, 'textContent', { set: (css: string) => sheet.replaceSync(css) });
  Object.defineProperty(element, 'remove', {
    value: () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
      Element.prototype.remove.call(element);
    },
  });
  return element;
}

interface RowFactory {
  _addStyle?: (element: HTMLElement, style: string) => void;
}

/**
 * Has xterm's DOM renderer set colours of 24 bits through the element's style object. It uses the style attribute,
 * which the policy forbids, and offers no other way; without this such text would be in the default colour.
 */
export function allowExactColours(terminal: object): void {
  const inner = terminal as {
    _core?: { _renderService?: { _renderer?: { value?: { _rowFactory?: RowFactory } } } };
  };
  const factory = inner._core?._renderService?._renderer?.value?._rowFactory;
  if (!factory?._addStyle) return;
  factory._addStyle = (element, style) => {
    element.style.cssText += `${style};`;
  };
}
