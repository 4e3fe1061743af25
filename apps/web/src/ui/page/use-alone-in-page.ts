import { onScopeDispose, watch, type Ref } from 'vue';

/**
 * While active, the rest of the page is inert: the keyboard and screen readers stay inside the element. Dialogs, menus
 * and notifications lie outside of the app's root, so they stay usable.
 */
export function useAloneInPage(element: Readonly<Ref<HTMLElement | null>>, active: () => boolean): void {
  let others: readonly Element[] = [];

  function release(): void {
    for (const other of others) other.removeAttribute('inert');
    others = [];
  }
  watch(
    [element, active],
    ([inside, on]) => {
      release();
      if (!inside || !on) return;
      others = besides(inside).filter((other) => !other.hasAttribute('inert'));
      for (const other of others) other.setAttribute('inert', '');
    },
    { flush: 'post', immediate: true },
  );
  onScopeDispose(release);
}

/** The siblings of an element and of its ancestors, up to the child of the body. */
function besides(element: Element): Element[] {
  const parent = element.parentElement;
  if (!parent || parent === document.body) return [];
  const siblings = [...parent.children].filter((child) => child !== element);
  return [...siblings, ...besides(parent)];
}
