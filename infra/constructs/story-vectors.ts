import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { CfnIndex, CfnVectorBucket } from 'aws-cdk-lib/aws-s3vectors';
import { Construct } from 'constructs';
import {
  type EmbedderSettings,
  embedderText,
  embeddingModelOf,
} from '../../shared/config/embedder.ts';
import { embeddingModels, unsearchedMetadata } from '../../shared/model/embedding.ts';
import type { Stage } from '../stages.ts';

/**
 * Where the vectors of stories are kept, and whose they are. Neither has a name of its own, so that
 * an encoder with other dimensions gets an index of its own in the place of this one.
 */
export class StoryVectors extends Construct {
  readonly indexArn: string;
  readonly modelArn: string;
  /** What is told to functions that read vectors, and to those that have them made, too. */
  readonly forReading: { readonly EMBEDDER: string; readonly VECTOR_INDEX_ARN: string };
  readonly forMaking: StoryVectors['forReading'] & { readonly EMBEDDER_REGION: string };

  constructor(scope: Construct, id: string, props: { stage: Stage; embedder: EmbedderSettings }) {
    super(scope, id);
    const { stage, embedder } = props;
    const model = embeddingModelOf(embedder);
    // The keys that S3 owns, as for all that the stack stores.
    const encryptionConfiguration = { sseType: 'AES256' };
    const bucket = new CfnVectorBucket(this, 'Bucket', { encryptionConfiguration });
    const index = new CfnIndex(this, 'Index', {
      vectorBucketArn: bucket.attrVectorBucketArn,
      ...{ dataType: 'float32', distanceMetric: 'cosine', dimension: model.dimensions },
      metadataConfiguration: { nonFilterableMetadataKeys: [...unsearchedMetadata] },
      encryptionConfiguration,
    });
    const removal = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    for (const resource of [bucket, index]) resource.applyRemovalPolicy(removal);

    this.indexArn = index.attrIndexArn;
    const region = embedder.region ?? Aws.REGION;
    const { modelId } = embeddingModels[model.name];
    this.modelArn = `arn:${Aws.PARTITION}:bedrock:${region}::foundation-model/${modelId}`;
    this.forReading = { EMBEDDER: embedderText(model), VECTOR_INDEX_ARN: this.indexArn };
    this.forMaking = { ...this.forReading, EMBEDDER_REGION: region };
  }
}
