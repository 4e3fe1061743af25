import {
  annotationColours,
  annotationDefaults,
  annotationKinds,
  containerCommandSchema,
  containerCpusSchema,
  containerEnvSchema,
  containerExecSchema,
  containerFileSchema,
  containerMemorySchema,
  containerPortSchema,
  containerSysctlSchema,
  containerUserSchema,
  defaultMtu,
  jitterDistributions,
  largestMtu,
  smallestMtu,
  workingDirSchema,
} from '@pineapple/core';
import { z } from 'zod';

const nodeName = z.string().min(1).max(63).describe('A lower-case host name, such as r1.');
const position = z
  .tuple([z.number(), z.number()])
  .describe('Where it is on the canvas: x to the right, y downwards. Left out: it is laid out.');

const networkSchema = z
  .strictObject({
    ipv4: z.string().optional().describe('IPv4 subnet, such as 10.0.1.0/24.'),
    ipv6: z.string().optional().describe('IPv6 subnet, such as fd00:0:0:1::/64.'),
    internet: z
      .boolean()
      .default(false)
      .describe('Whether it has egress, which needs a private IPv4 subnet.'),
    mtu: z.int().min(smallestMtu).max(largestMtu).default(defaultMtu).describe('In bytes.'),
    position: position.optional(),
  })
  .describe('A network. Without subnets it is plain: layer 2 only.');

const percent = z.number().optional().describe('0 to 100.');
const impairmentSchema = z.strictObject({
  delayMs: z.number().optional().describe('Milliseconds, one way.'),
  jitterMs: z.number().optional().describe('Milliseconds, at most the delay.'),
  jitterDistribution: z.enum(jitterDistributions).optional().describe('Left out: UNIFORM.'),
  lossPercent: percent,
  lossBurst: z.number().optional().describe('How many frames are lost in a row on average.'),
  lossStartPercent: percent.describe(
    'Chance that a bad spell starts (p of the model of Gilbert and Elliott).',
  ),
  lossEndPercent: percent.describe('Chance that a bad spell ends (r).'),
  lossBadPercent: percent.describe('Loss in a bad spell (1-h). Left out: 100.'),
  lossGoodPercent: percent.describe('Loss outside of bad spells (1-k).'),
  dropEvery: z.int().optional().describe('Each frame whose number is a multiple of it is dropped.'),
  dropMatching: z
    .string()
    .optional()
    .describe("Frames that match this filter in tcpdump's language are dropped, such as udp port 53."),
  blackHoleMtu: z.int().optional().describe('Packets of more bytes are dropped without an answer.'),
  corruptPercent: percent,
  duplicatePercent: percent,
  reorderPercent: percent,
  rateKbit: z.int().optional().describe('Kilobits a second. Left out: no limit.'),
  rateBurstBytes: z
    .int()
    .optional()
    .describe('Sent at full speed after a pause. Left out: 5 ms of the rate.'),
  rateQueueMs: z
    .number()
    .optional()
    .describe('How long frames wait at most. Left out: 100 ms, or 20 frames.'),
});

const interfaceSchema = z
  .strictObject({
    network: nodeName.describe('The name of a network.'),
    name: z.string().optional().describe('Left out: the next free one of eth0, eth1 and so on.'),
    ipv4: z.string().optional().describe('IPv4 address in the subnet of the network.'),
    ipv6: z.string().optional().describe('IPv6 address in the subnet of the network.'),
    mac: z.string().optional().describe('MAC address. Left out: one is derived.'),
    addressed: z
      .boolean()
      .default(true)
      .describe('Whether it gets free addresses for those that are left out.'),
    link: z
      .strictObject({
        up: z.boolean().default(true).describe('Whether the interface has a carrier.'),
        flap: z
          .strictObject({
            downSeconds: z.number().describe('How long it is down.'),
            upSeconds: z.number().describe('How long it is up then.'),
          })
          .optional()
          .describe('A link that loses its carrier again and again.'),
        toContainer: impairmentSchema
          .default({})
          .describe('What it does to frames that enter the container.'),
        fromContainer: impairmentSchema.default({}).describe('What it does to frames that come out of it.'),
      })
      .optional()
      .describe('The quality of its link. Left out: a perfect link.'),
  })
  .describe('An attachment to a network.');

const fileSchema = z
  .union([
    containerFileSchema.shape.content,
    z.strictObject({
      content: containerFileSchema.shape.content,
      mode: z
        .string()
        .regex(/^0?[0-7]{3}$/)
        .describe("Permissions in octal, such as '0755'."),
    }),
    z.strictObject({
      base64: z.string().describe('The bytes of a file that is binary or large, in base64.'),
      mode: z
        .string()
        .regex(/^0?[0-7]{3}$/)
        .default('0644')
        .describe("Permissions in octal, such as '0755'."),
    }),
  ])
  .describe(
    'The text of a file, its text and permissions, or its bytes in base64. Without permissions they are 0644.',
  );

const portSchema = z
  .union([
    containerPortSchema.shape.port,
    z.strictObject({
      port: containerPortSchema.shape.port,
      name: containerPortSchema.shape.name.unwrap().describe('What is behind it, in one line.'),
    }),
  ])
  .describe('A port, or a port with a name.');

const containerSchema = z
  .strictObject({
    image: z.string().describe('An image of the catalogue: host, router or web.'),
    interfaces: z.array(interfaceSchema).default([]),
    gateway: z
      .string()
      .default('automatic')
      .describe('Where its default route leads: automatic, none, or the IPv4 address of a router.'),
    routes: z
      .record(z.string(), z.string())
      .default({})
      .describe('Static routes: the gateway, an address on one of its networks, by destination, a subnet.'),
    files: z
      .record(containerFileSchema.shape.path, fileSchema)
      .default({})
      .describe('Files by their absolute paths, written before the first start.'),
    sysctls: z
      .record(containerSysctlSchema.shape.name, containerSysctlSchema.shape.value)
      .default({})
      .describe('Kernel parameters below net., set before its program runs.'),
    env: z
      .record(z.string(), containerEnvSchema.element.shape.value)
      .default({})
      .describe('Variables of its programs.'),
    entrypoint: containerCommandSchema
      .optional()
      .describe('Words that replace the entrypoint of the image, whose command does not count then.'),
    command: containerCommandSchema.optional().describe('Words that replace the command of the image.'),
    user: containerUserSchema
      .optional()
      .describe(
        'Whom its program and terminals run as: a name or number of the image, and after a colon a group.',
      ),
    workingDir: workingDirSchema.optional().describe('The folder that its program and terminals begin in.'),
    exec: containerExecSchema
      .default([])
      .describe('Commands that run in order at every start, after the links are up, without a shell.'),
    waitFor: z
      .record(nodeName, z.enum(['RUNNING', 'READY']))
      .default({})
      .describe('The containers that it waits for at every start, and the phases that they have to reach.'),
    onStop: containerExecSchema
      .default([])
      .describe(
        'Commands that run in order before it stops, for at most 10 seconds in all, without a shell.',
      ),
    cpus: containerCpusSchema
      .optional()
      .describe('How many processors it may use, in hundredths, such as 0.5. Left out: as the site says.'),
    memoryMb: containerMemorySchema
      .optional()
      .describe('How much memory it may use, in MB. Left out: as the site says.'),
    ports: z
      .array(portSchema)
      .max(16)
      .default([])
      .describe('The TCP ports that are offered in its panel and to pineapple forward.'),
    position: position.optional(),
  })
  .describe('A container.');

const annotationSchema = z
  .strictObject({
    kind: z
      .enum(annotationKinds)
      .describe('A note has a text; a rectangle or an ellipse is a frame with a title.'),
    text: z
      .string()
      .default('')
      .describe('Plain text: up to 2,000 characters of a note, up to 100 in one line of a frame.'),
    colour: z
      .enum(annotationColours)
      .optional()
      .describe(
        `Left out: ${annotationDefaults.note.colour} for a note, ${annotationDefaults.rectangle.colour} for a frame.`,
      ),
    position: z
      .tuple([z.number(), z.number()])
      .describe('Its upper left corner on the canvas: x to the right, y downwards.'),
    size: z.tuple([z.number(), z.number()]).optional().describe('Its width and height.'),
  })
  .describe('A note or a frame on the canvas.');

/** The shape of a lab.yaml. */
export const labFileSchema = z
  .strictObject({
    pineapple: z.literal(1).describe('The version of the format.'),
    name: z.string().describe('1 to 60 characters.'),
    instructions: z.string().optional().describe('What to do in the lab, shown beside its canvas.'),
    spread: z.boolean().default(false).describe('Whether to spread it over several hosts.'),
    networks: z.record(nodeName, networkSchema).default({}),
    containers: z.record(nodeName, containerSchema).default({}),
    annotations: z.array(annotationSchema).default([]).describe('Notes and frames on the canvas.'),
  })
  .describe('A lab of Pineapple Networks.');

export type OwnAnnotation = z.infer<typeof annotationSchema>;
export type OwnContainer = z.infer<typeof containerSchema>;
export type OwnImpairment = z.infer<typeof impairmentSchema>;
export type OwnNetwork = z.infer<typeof networkSchema>;

/** The JSON Schema of a lab.yaml, for editors. */
export function labJsonSchema(): object {
  return { ...z.toJSONSchema(labFileSchema, { io: 'input' }), title: 'lab.yaml' };
}
