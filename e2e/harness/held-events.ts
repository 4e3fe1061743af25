import type { Page } from 'playwright-core';

/** The events of a page's subscriptions, which a test can hold back. */
interface HeldEvents {
  hold(): void;
  /** Delivers held events in order. */
  release(): void;
}

/** Call before the page opens its socket. */
export async function holdEvents(page: Page): Promise<HeldEvents> {
  let held: (() => void)[] | null = null;
  await page.routeWebSocket('**/graphql', (socket) => {
    socket.connectToServer().onMessage((message) => {
      const deliver = (): void => socket.send(message);
      if (held) held.push(deliver);
      else deliver();
    });
  });
  return {
    hold() {
      held = [];
    },
    release() {
      const late = held ?? [];
      held = null;
      for (const deliver of late) deliver();
    },
  };
}
