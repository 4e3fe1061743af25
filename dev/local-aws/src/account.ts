/** The only account and region of the local AWS. */
export const accountId = '000000000000';
export const region = 'us-east-1';

const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

export const functionArn = (name: string): string => arnOf('lambda', `function:${name}`);
export const eventBusArn = (name: string): string => arnOf('events', `event-bus/${name}`);
export const ruleArn = (bus: string, name: string): string =>
  arnOf('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
export const instanceArn = (id: string): string => arnOf('ssm', `managed-instance/${id}`);
