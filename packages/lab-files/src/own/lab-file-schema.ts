import {
  containerCommandSchema,
  containerEnvSchema,
  containerExecSchema,
  containerFileSchema,
  containerSysctlSchema,
  containerUserSchema,
  defaultMtu,
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
  lossPercent: percent,
  corruptPercent: percent,
  duplicatePercent: percent,
  reorderPercent: percent,
  rateKbit: z.int().optional().describe('Kilobits a second. Left out: no limit.'),
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
  ])
  .describe('The text of a file, or its text and permissions. Without permissions they are 0644.');

const containerSchema = z
  .strictObject({
    image: z.string().describe('An image of the catalogue: host, router or web.'),
    interfaces: z.array(interfaceSchema).default([]),
    gateway: z
      .string()
      .default('automatic')
      .describe('Where its default route leads: automatic, none, or the IPv4 address of a router.'),
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
    position: position.optional(),
  })
  .describe('A container.');

/** The shape of a lab.yaml. */
export const labFileSchema = z
  .strictObject({
    pineapple: z.literal(1).describe('The version of the format.'),
    name: z.string().describe('1 to 60 characters.'),
    instructions: z.string().optional().describe('What to do in the lab, shown beside its canvas.'),
    spread: z.boolean().default(false).describe('Whether to spread it over several hosts.'),
    networks: z.record(nodeName, networkSchema).default({}),
    containers: z.record(nodeName, containerSchema).default({}),
  })
  .describe('A lab of Pineapple Networks.');

export type OwnContainer = z.infer<typeof containerSchema>;
export type OwnImpairment = z.infer<typeof impairmentSchema>;
export type OwnNetwork = z.infer<typeof networkSchema>;

/** The JSON Schema of a lab.yaml, for editors. */
export function labJsonSchema(): object {
  return { ...z.toJSONSchema(labFileSchema, { io: 'input' }), title: 'lab.yaml' };
}
