import { expect } from 'vitest';

export type Values = Readonly<Record<string, unknown>>;

/** The only block with that name. */
export const block = (values: Values, name: string): Values => (values[name] as Values[])[0] ?? {};

export interface Site {
  /** The values of all resources of a type. */
  readonly all: (type: string) => readonly Values[];
  /** Those of the one with that name. @throws Error when there is none */
  readonly one: (type: string, name: string) => Values;
}

/** Expects that AWS accepts a site's names, descriptions, values and sizes. */
export function expectAwsLimits({ all, one }: Site): void {
  const described = [
    ...['aws_security_group', 'aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'],
  ].flatMap((type) => all(type).map(({ description }) => String(description)));
  for (const text of described) expect(text).toMatch(/^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/);
  for (const { name } of [...all('aws_lb'), ...all('aws_lb_target_group')])
    expect(name).toMatch(/^(?!internal-|-)[a-zA-Z0-9-]{1,32}(?<!-)$/);
  for (const { name } of all('aws_ssm_document')) expect(name).toMatch(/^(?!aws|amazon|amzn)[\w.-]{3,128}$/i);
  for (const { policy } of all('aws_iam_role_policy')) {
    // The most that all inline policies of a role may have.
    expect(String(policy).replaceAll(/\s/g, '').length).toBeLessThan(10_240);
  }
  for (const { policy } of all('aws_vpc_endpoint')) expect(String(policy).length).toBeLessThan(20_480);
  for (const { message_retention_seconds: seconds } of all('aws_sqs_queue'))
    expect(seconds).toBeLessThanOrEqual(1_209_600);
  const target = one('aws_lb_target_group', 'pineapple-api');
  const check = block(target, 'health_check');
  expect(Number(check['timeout'])).toBeLessThan(Number(check['interval']));
  for (const group of all('aws_autoscaling_group')) {
    expect(['EC2', 'ELB']).toContain(group['health_check_type']);
    const { max_healthy_percentage: most, min_healthy_percentage: least } = block(
      block(group, 'instance_refresh'),
      'preferences',
    );
    // AWS wants them at most 100 apart.
    expect(Number(most) - Number(least)).toBeLessThanOrEqual(100);
    expect(Number(group['max_size'])).toBeGreaterThan(Number(group['min_size']));
  }
}
