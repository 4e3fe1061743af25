import type { LabMessage } from '@pineapple/contracts';
import { createValkeyBus, type EventBus, type Topic, topics } from '@pineapple/event-bus';
import { floorTopic } from './floor-topic.ts';
import type { SubscriberTask, SubscriberNews } from './subscriber-task.ts';
import { Crowd } from './crowd.ts';

/**
 * The clients, in their own process: opens both crowds, then times rounds of one message each, the product's and
 * the floor's by turns. It publishes itself, so that one clock times each round.
 */
process.once('message', (task) => {
  run(task as SubscriberTask).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run(task: SubscriberTask): Promise<void> {
  const bus = createValkeyBus(task.busUrl);
  const labTopic = topics.lab(task.observed.labId);
  const product = new Crowd(task.product);
  const floor = new Crowd(task.floor);
  let version = task.observed.observation.version;
  const change = (round: number): LabMessage => {
    version += 1;
    const reason = `round ${String(round).padStart(6, '0')}`;
    return {
      ...task.observed,
      observation: { ...task.observed.observation, version, sequence: Date.now() * 1000 + round, reason },
    };
  };

  for (const size of task.sizes) {
    await product.growTo(size);
    await tell({ kind: 'product-open', size });
    await floor.growTo(size);
    const samples = { product: [] as number[], floor: [] as number[] };
    // The first rounds warm both servers up and are left out.
    for (let round = -task.warmUps; round < task.rounds; round += 1) {
      const productMs = await time(bus, labTopic, change(round + task.warmUps), product);
      const floorMs = await time(bus, floorTopic, product.lastText, floor);
      if (round < 0) continue;
      samples.product.push(productMs);
      samples.floor.push(floorMs);
    }
    await tell({ kind: 'measured', size, bytes: Buffer.byteLength(product.lastText), ...samples });
  }
  product.close();
  floor.close();
  await bus.close();
}

async function time<T>(bus: EventBus, topic: Topic<T>, message: NoInfer<T>, crowd: Crowd): Promise<number> {
  const reached = crowd.everyoneHears();
  const start = performance.now();
  await bus.publish(topic, message);
  return (await reached) - start;
}

/** Waits until the parent has done what it does with the news. */
async function tell(news: SubscriberNews): Promise<void> {
  const answered = Promise.withResolvers<void>();
  process.once('message', () => answered.resolve());
  process.send?.(news);
  await answered.promise;
}
