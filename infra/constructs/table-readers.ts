import {
  AccountPrincipal,
  ArnPrincipal,
  CompositePrincipal,
  PolicyStatement,
  type PrincipalBase,
  Role,
} from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ConfigError } from '../../shared/errors.ts';
import { feedKeyPrefix } from '../../shared/tables.ts';
import type { NewsTables } from './news-tables.ts';
import { keysFrom } from './pipeline-function.ts';

type TableReadersProps = {
  readonly tables: NewsTables['byName'];
  /** ARNs of roles or users, or numbers of accounts. */
  readonly readers: readonly string[];
};

/**
 * The role through which consumers read the tables of docs/tables.md: by key, on what is not internal,
 * and never a whole table. Raw pages are not among it, nor the subscriptions at hubs, which hold secrets.
 */
export class TableReaders extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { tables, readers }: TableReadersProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      description: 'Reads the tables of Newsloom by key, and nothing else',
      assumedBy: new CompositePrincipal(...readers.map(principalOf)),
    });
    this.#allowReading(tables);
  }

  #allowReading({ feeds, articles, changes, revisions, stories, links }: NewsTables['byName']) {
    const whole = [articles, changes, revisions, stories, links].map(({ tableArn }) => tableArn);
    const byItem = ['dynamodb:GetItem', 'dynamodb:BatchGetItem'];
    this.#allow({ actions: [...byItem, 'dynamodb:Query'], resources: whole });
    this.#allow({
      actions: ['dynamodb:Query'],
      resources: [
        ...['feed', 'story', 'latest'].map((index) => `${articles.tableArn}/index/${index}`),
        `${stories.tableArn}/index/latest`,
        `${feeds.tableArn}/index/catalog`,
      ],
    });
    this.#allow({
      actions: byItem,
      resources: [feeds.tableArn],
      conditions: keysFrom(feedKeyPrefix),
    });
  }

  #allow(statement: ConstructorParameters<typeof PolicyStatement>[0]): void {
    this.role.addToPolicy(new PolicyStatement(statement));
  }
}

/** Of one reader by name: a star, or a service, would be everybody. */
function principalOf(reader: string): PrincipalBase {
  if (/^\d{12}$/.test(reader)) return new AccountPrincipal(reader);
  if (/^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]+$/.test(reader))
    return new ArnPrincipal(reader);
  throw new ConfigError(
    `readers has ${reader}: say the ARN of a role or a user, or the twelve digits of an account`,
  );
}
