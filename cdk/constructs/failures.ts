import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type IBucket,
} from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'

/** Keeps stream batches that a function could not take, whole, so that they can be looked at and delivered by hand. */
export class Failures extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, { protect }: { protect: boolean }) {
    super(scope, id)
    const common: BucketProps = {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(365) }],
      // CloudFormation deletes no bucket with anything in it.
      ...(protect
        ? { removalPolicy: RemovalPolicy.RETAIN }
        : { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }),
    }
    this.bucket = new Bucket(this, 'Bucket', {
      ...common,
      // The batches hold ballots: who looks at them is on record.
      // (The class says less exactly what its interface says of one property.)
      serverAccessLogsBucket: new Bucket(this, 'Readers', common) as IBucket,
    })
    // Every object that arrives rings the alarm. (The construct's own switch brings a function along that sets just this.)
    const resource = this.bucket.node.defaultChild as CfnBucket
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
    new CfnOutput(this, 'Name', { value: this.bucket.bucketName }).overrideLogicalId('FailuresBucket')
  }
}
