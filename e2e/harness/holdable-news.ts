import type { Page } from 'playwright-core';

/** What subscriptions bring to a page, which can be kept from it for a while. */
export interface HoldableNews {
  hold(): void;
  /** Brings what was held, in its order. */
  release(): void;
}

/** To be called before the page opens its socket. */
export async function holdableNews(page: Page): Promise<HoldableNews> {
  let held: (() => void)[] | null = null;
  await page.routeWebSocket('**/graphql', (socket) => {
    socket.connectToServer().onMessage((message) => {
      const bring = (): void => socket.send(message);
      if (held) held.push(bring);
      else bring();
    });
  });
  return {
    hold() {
      held = [];
    },
    release() {
      const late = held ?? [];
      held = null;
      for (const bring of late) bring();
    },
  };
}
