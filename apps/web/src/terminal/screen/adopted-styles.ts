/**
 * Runs `act` and turns each `<style>` element that it creates into a constructed style sheet.
 *
 * xterm.js writes colours into `<style>` elements, which the Content-Security-Policy forbids as inline styles. It allows
 * constructed sheets, because scripts create them. xterm creates the elements synchronously when it opens and when it
 * falls back to its DOM renderer, so this affects no other code.
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

/** Mimics a style element: its text becomes a sheet, which is removed together with the element. */
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
 * Makes xterm's DOM renderer set 24-bit colours through the element's style object. It uses the style attribute, which
 * the Content-Security-Policy forbids, so that such text would have the default colour.
 */
export function allowTrueColour(terminal: object): void {
  const inner = terminal as {
    _core?: { _renderService?: { _renderer?: { value?: { _rowFactory?: RowFactory } } } };
  };
  const factory = inner._core?._renderService?._renderer?.value?._rowFactory;
  if (!factory?._addStyle) return;
  factory._addStyle = (element, style) => {
    element.style.cssText += `${style};`;
  };
}
