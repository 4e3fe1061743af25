import type { Locator, Page } from 'playwright-core';

/** What a person does on the canvas of a lab, with mouse and keyboard. */
export class CanvasPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async show(): Promise<void> {
    await this.page.getByRole('button', { name: 'Canvas', exact: true }).click();
    await this.page.getByRole('application', { name: 'Canvas' }).waitFor();
  }

  /** A container or network as it is drawn; its name for a screen reader says what it is and how it is. */
  node(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^(Container|Network) ${name},`) });
  }

  connectors(): Locator {
    return this.page.locator('.connector');
  }

  async dragFromPalette(what: string, to: { x: number; y: number }): Promise<void> {
    await this.page.getByRole('button', { name: `Add a ${what}` }).hover();
    await this.page.mouse.down();
    await this.dropAt(to);
  }

  /** From the dot beside a container to the middle of a network. */
  async drawConnector(container: string, network: string): Promise<void> {
    const node = this.node(container);
    await node.hover();
    await node.locator('.port').hover();
    await this.page.mouse.down();
    await this.dropAt(await centerOf(this.node(network)));
  }

  async drag(name: string, by: { x: number; y: number }): Promise<void> {
    const from = await centerOf(this.node(name));
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.dropAt({ x: from.x + by.x, y: from.y + by.y });
  }

  async expectPhase(name: string, word: string, timeout = 60_000): Promise<void> {
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
  if (!box) throw new Error('What was looked for is not seen on the page.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
