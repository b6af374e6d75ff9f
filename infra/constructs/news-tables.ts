import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import {
  type IndexDefinition,
  type TableDefinition,
  type TableName,
  tables,
} from '../../shared/tables.ts';
import type { Stage } from '../stages.ts';

/** Every table of the product, as `shared/tables.ts` defines it. */
export class NewsTables extends Construct {
  readonly byName: Readonly<Record<TableName, TableV2>>;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const names = Object.keys(tables) as TableName[];
    this.byName = Object.fromEntries(
      names.map((name) => [name, this.#create(name, tables[name], stage)]),
    ) as Record<TableName, TableV2>;
  }

  #create(name: TableName, definition: TableDefinition, stage: Stage): TableV2 {
    const { sortKey, sortKeyType, timeToLive } = definition;
    return new TableV2(this, capitalized(name), {
      partitionKey: textKey(definition.partitionKey),
      ...(sortKey !== undefined && {
        sortKey: {
          name: sortKey,
          type: sortKeyType === 'N' ? AttributeType.NUMBER : AttributeType.STRING,
        },
      }),
      ...(timeToLive !== undefined && { timeToLiveAttribute: timeToLive }),
      globalSecondaryIndexes: Object.entries(definition.indexes)
        .filter(([indexName]) => stage.withoutIndexes?.includes(`${name}.${indexName}`) !== true)
        .map(([indexName, index]) => ({ indexName, ...propertiesOf(index) })),
      billing: Billing.onDemand({ maxWriteRequestUnits: stage.maxWriteUnits }),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      contributorInsightsSpecification: { enabled: false },
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

const propertiesOf = ({ partitionKey, sortKey, projection }: IndexDefinition) => ({
  partitionKey: textKey(partitionKey),
  ...(sortKey !== undefined && { sortKey: textKey(sortKey) }),
  ...(projection.length > 0
    ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projection] }
    : { projectionType: ProjectionType.KEYS_ONLY }),
});

const textKey = (name: string) => ({ name, type: AttributeType.STRING });

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
