import type { ContainerObservation } from '@pineapple/core';
import { topics } from '@pineapple/event-bus';
import { buildWeb, repositoryRoot, silentProgress } from '@pineapple/launcher';
import type { Page } from 'playwright-core';
import { startBrowser } from '../e2e/harness/browser.ts';
import { makeReadyLab } from './api/ready-lab.ts';
import { startApi, type BenchApi } from './api/start-api.ts';
import { ApiUser } from '@pineapple/test-kit/users';
import type { Benchmark } from './src/measurement.ts';
import { median } from './src/percentile.ts';

const containers = 100;
const networks = 40;
const dragSteps = 240;
const eventCount = 20;

/**
 * Shows a lab of 100 containers on 40 networks in Chromium. Measures how long a frame takes while a container is dragged,
 * and how long an event takes from the bus to the screen.
 */
export const canvas: Benchmark = async (note) => {
  await using cleanup = new AsyncDisposableStack();
  const webDir = await buildWeb(repositoryRoot, process.env, silentProgress);
  const api = cleanup.use(await startApi({ PINEAPPLE_WEB_DIR: webDir }));
  const client = cleanup.use(await ApiUser.signUp(api.url));
  const { labId, rows } = await makeReadyLab(api, client, containers, networks);
  const browser = cleanup.adopt(await startBrowser(), (one) => one.close());
  const context = await browser.newContext({ baseURL: api.url, viewport: { width: 1440, height: 900 } });
  const [name, value] = client.cookie.split('=', 2);
  await context.addCookies([{ name: name ?? '', value: value ?? '', url: api.url }]);
  const page = await context.newPage();
  await page.goto(`/labs/${labId}?view=canvas`);
  await page
    .locator('.container-node')
    .nth(containers - 1)
    .waitFor();

  const frameMs = await dragOne(page);
  note(`${(1000 / frameMs).toFixed(1)} frames/s while dragging`);
  const events: Painted[] = [];
  for (const row of rows.slice(0, eventCount)) events.push(await untilPainted(page, api, row));
  const paintMs = median(events.map(({ ms }) => ms));
  const touched = Math.max(...events.map(({ nodes }) => nodes));
  note(`an event is painted after ${paintMs} ms and touches ${touched} of ${containers + networks} nodes`);
  return [
    {
      what: 'a frame while dragging among 100 containers',
      unit: 'ms',
      value: frameMs,
      floor: null,
      goal: { kind: 'absolute', most: 20 },
    },
    {
      what: 'an event of a container until it is painted',
      unit: 'ms',
      value: paintMs,
      floor: null,
      goal: { kind: 'absolute', most: 100 },
    },
    {
      what: 'nodes that an event of one container touches',
      unit: 'nodes',
      value: touched,
      floor: null,
      goal: { kind: 'absolute', most: 1 },
    },
  ];
};

/** Drags the node in the middle in circles and returns the mean time of a frame in milliseconds. */
async function dragOne(page: Page): Promise<number> {
  const boxes = await Promise.all(
    (await page.locator('.container-node').all()).map((one) => one.boundingBox()),
  );
  const box = boxes
    .filter((one) => one !== null)
    .toSorted((a, b) => Math.hypot(a.x - 600, a.y - 450) - Math.hypot(b.x - 600, b.y - 450))[0];
  if (!box) throw new Error('The canvas shows no container.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(`
    window.frames = [];
    (function tick(now) { window.frames.push(now); window.ticking = requestAnimationFrame(tick); })(performance.now());
  `);
  for (let step = 0; step < dragSteps; step += 1) {
    const turn = (step / dragSteps) * 6 * Math.PI;
    await page.mouse.move(x + 120 * Math.cos(turn), y + 120 * Math.sin(turn));
  }
  const frames = await page.evaluate<number[]>('cancelAnimationFrame(window.ticking), window.frames');
  await page.mouse.up();
  return ((frames.at(-1) ?? 0) - (frames[0] ?? 0)) / (frames.length - 1);
}

interface Painted {
  /** Milliseconds until it was on the screen. */
  readonly ms: number;
  /** How many nodes of the canvas changed. */
  readonly nodes: number;
}

/** Publishes that a container has stopped, and waits until the page shows it. */
async function untilPainted(page: Page, api: BenchApi, row: ContainerObservation): Promise<Painted> {
  const painted = page.evaluate<{ at: number; nodes: number }>(`new Promise((resolve) => {
    const node = document.querySelector('[data-node="${row.containerId}"]');
    const touched = new Set();
    const everywhere = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const changed = element?.closest('.vue-flow__node');
        if (changed) touched.add(changed);
      }
    });
    everywhere.observe(document.querySelector('.lab-canvas'), {
      attributes: true, characterData: true, childList: true, subtree: true,
    });
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        const at = Date.now();
        // Other changes that it causes arrive with the next frames.
        requestAnimationFrame(() => requestAnimationFrame(() => {
          everywhere.disconnect();
          resolve({ at, nodes: touched.size });
        }));
      }));
    }).observe(node, { attributes: true, attributeFilter: ['data-tone'] });
  })`);
  // Commands to the page run in order, so the observer is in place before the event.
  await page.evaluate('0');
  const stopped: ContainerObservation = {
    ...row,
    phase: 'STOPPED',
    phases: [...row.phases, { phase: 'STOPPED', at: new Date().toISOString() }],
    version: row.version + 1,
  };
  const start = Date.now();
  await api.bus.publish(topics.lab(row.labId), {
    type: 'observed',
    labId: row.labId,
    observation: stopped,
  });
  const { at, nodes } = await painted;
  return { ms: at - start, nodes };
}
