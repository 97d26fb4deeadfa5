import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import type { StagedPages } from '../pages.ts'
import type { Site } from './site.ts'

export type PageFilesProps = { site: Site; pages: StagedPages; logDays: number }

/** Puts the built pages into the bucket: files first, then the HTML that names them. Old files stay for pages that are open. */
export class PageFiles extends Construct {
  constructor(scope: Construct, id: string, { site, pages, logDays }: PageFilesProps) {
    super(scope, id)
    const logGroup = new LogGroup(this, 'Log', { retention: logDays, removalPolicy: RemovalPolicy.DESTROY })
    const common = { destinationBucket: site.bucket, prune: false, memoryLimit: 256, logGroup }
    const files = new BucketDeployment(this, 'Files', {
      ...common,
      sources: [Source.asset(pages.files)],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    })
    const html = new BucketDeployment(this, 'Html', {
      ...common,
      sources: [Source.asset(pages.html)],
      contentType: 'text/html; charset=utf-8',
      // Phones ask each time; the edge may answer for a minute.
      cacheControl: [
        CacheControl.maxAge(Duration.seconds(0)),
        CacheControl.sMaxAge(Duration.minutes(1)),
        CacheControl.mustRevalidate(),
      ],
      distribution: site.distribution,
      distributionPaths: ['/*'],
    })
    html.node.addDependency(files)
  }
}
