import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** The canvas of a lab as a user works with it. */
export class CanvasPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async show(): Promise<void> {
    await this.page.getByRole('button', { name: 'Canvas', exact: true }).click();
    await this.untilPlaced();
  }

  /** Waits until the first nodes are fitted into the view, which moves them all. */
  async untilPlaced(): Promise<void> {
    await this.page.locator('[aria-label=Canvas]:not([aria-busy=true])').waitFor();
  }

  /** Waits until a new node has the focus: the view pans to it before that. */
  async untilCreated(name: string): Promise<void> {
    await this.node(name).and(this.page.locator(':focus')).waitFor();
  }

  /** A container or network, found by its accessible name. */
  node(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^(Container|Network) ${name},`) });
  }

  /** Moves the focus from one node to another by arrow keys, each towards it as the user sees it. */
  async focusByArrows(name: string): Promise<void> {
    const focused = this.page.locator(':focus');
    const label = (): Promise<string | null> => focused.getAttribute('aria-label');
    for (let steps = 0; steps < 20 && (await this.node(name).and(focused).count()) === 0; steps += 1) {
      const from = await label();
      const [here, there] = [await centerOf(focused), await centerOf(this.node(name))];
      const [dx, dy] = [there.x - here.x, there.y - here.y];
      const sideways = dx > 0 ? 'ArrowRight' : 'ArrowLeft';
      await this.page.keyboard.press(
        Math.abs(dx) > Math.abs(dy) ? sideways : dy > 0 ? 'ArrowDown' : 'ArrowUp',
      );
      await expect.poll(label).not.toBe(from);
    }
    await this.node(name).and(focused).waitFor();
  }

  connectors(): Locator {
    return this.page.locator('.connector');
  }

  async dragFromPalette(what: string, to: { x: number; y: number }): Promise<void> {
    await this.page.getByRole('button', { name: `Add a ${what}` }).hover();
    await this.page.mouse.down();
    await this.dropAt(to);
  }

  /** Drags from the port of a container to the middle of a network. */
  async drawConnector(container: string, network: string): Promise<void> {
    const node = this.node(container);
    await node.hover();
    await node.locator('.port').hover();
    await this.page.mouse.down();
    await this.dropAt(await centerOf(this.node(network)));
  }

  async drag(name: string, by: { x: number; y: number }): Promise<void> {
    // Waits until it stands still, and nothing is in front of it.
    await this.node(name).hover();
    const from = await centerOf(this.node(name));
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.dropAt({ x: from.x + by.x, y: from.y + by.y });
  }

  async expectPhase(name: string, word: string, timeout = 90_000): Promise<void> {
    await this.node(name).getByText(word, { exact: true }).waitFor({ timeout });
  }

  private async dropAt({ x, y }: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(x - 8, y - 8, { steps: 4 });
    await this.page.mouse.move(x, y, { steps: 2 });
    await this.page.mouse.up();
  }
}

export async function centerOf(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not visible.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
