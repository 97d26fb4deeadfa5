import { CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  CfnDistribution,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  type IOrigin,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  AccessLevel,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { edge, parameterInKey } from '#functions/edge.ts'
import { routes } from '#functions/routes.ts'
import { constantHeaders, contentSecurityPolicy } from '../../web/security-headers.ts'
import type { Api } from './api.ts'
import type { OriginSecret } from './origin-secret.ts'

export type SiteProps = {
  api: Api
  origin: OriginSecret
  inChina: boolean
  /** Own address with its certificate: an ARN of ACM, in China the id of a certificate in IAM. */
  address: { domain: string; certificate: string } | undefined
  /** ARN of the firewall at the edge, where there is one. */
  firewall: string | undefined
  /** Where the push is, for the policy of the pages, where there is one. */
  push: string | undefined
}

/** CloudFront before everything: the pages from a bucket that nobody else reads, `/api` from the HTTP API, one address for both. */
export class Site extends Construct {
  readonly bucket: IBucket
  readonly distribution: Distribution
  /** Where people reach the pages, without a slash at the end. */
  readonly base: string

  constructor(scope: Construct, id: string, { api, origin, inChina, address, firewall, push }: SiteProps) {
    super(scope, id)
    this.bucket = new Bucket(this, 'Pages', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // Pages are built from the sources at any time. CloudFormation deletes no bucket with anything in it.
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
      // The class itself says less exactly what its interface says of one property.
    }) as IBucket
    const pages = pagesBehaviour(inChina ? oldOrigin(this.bucket) : this.#pagesOrigin(this.bucket))
    const guarded = this.#headers('Headers', { push })
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Leitai',
      defaultRootObject: 'index.html',
      defaultBehavior: { ...pages, responseHeadersPolicy: guarded },
      additionalBehaviors: {
        ...this.#apiBehaviours(new HttpOrigin(api.host, { customHeaders: origin.headers }), guarded),
        '/overlay': {
          ...pages,
          responseHeadersPolicy: this.#headers('OverlayHeaders', { push, frameable: true }),
        },
        '/watch': {
          ...pages,
          responseHeadersPolicy: this.#headers('WatchHeaders', { push, streams: true }),
        },
      },
      errorResponses,
      // China's edges know neither HTTP/3 nor IPv6 nor price classes.
      httpVersion: inChina ? HttpVersion.HTTP2 : HttpVersion.HTTP2_AND_3,
      enableIpv6: !inChina,
      priceClass: inChina ? PriceClass.PRICE_CLASS_ALL : PriceClass.PRICE_CLASS_200,
      ...(firewall !== undefined && { webAclId: firewall }),
      ...(address && { domainNames: [address.domain] }),
      ...(address && !inChina && this.#certified(address.certificate)),
    })
    if (address && inChina) useServerCertificate(this.distribution, address.certificate)
    this.base = address
      ? `https://${address.domain}`
      : Fn.join('', ['https://', this.distribution.domainName])
    new CfnOutput(this, 'Address', { value: this.base }).overrideLogicalId('Address')
  }

  /**
   * What anybody may read is kept as long as its function says (the live document for one second), and asked for once by all who come
   * at the same moment; who comes with a session gets an answer of the own. No other route is ever kept or shared. CloudFront takes
   * the first pattern that fits, and its `*` goes across slashes.
   */
  #apiBehaviours(
    origin: IOrigin,
    responseHeadersPolicy: ResponseHeadersPolicy,
  ): Record<string, BehaviorOptions> {
    const common = {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy,
    }
    const plain = { ...common, cachePolicy: this.#keptPolicy('ApiCache') }
    const versioned = { ...common, cachePolicy: this.#keptPolicy('ApiCacheOfVersions', 'version') }
    const never = { ...common, cachePolicy: CachePolicy.CACHING_DISABLED }
    return Object.fromEntries([
      ...publicPatterns.flatMap((pattern) => [
        ...(pattern.endsWith('*') ? [[`${pattern}/*`, never] as const] : []),
        [pattern, parameterInKey(pattern) === undefined ? plain : versioned] as const,
      ]),
      ['/api/*', never],
    ])
  }

  /** `parameter`: what of a query string names another answer. */
  #keptPolicy(id: string, parameter?: string): CachePolicy {
    return new CachePolicy(this, id, {
      comment: 'Leitai: as long as the function says',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.minutes(1),
      headerBehavior: CacheHeaderBehavior.allowList('Authorization'),
      queryStringBehavior:
        parameter === undefined
          ? CacheQueryStringBehavior.none()
          : CacheQueryStringBehavior.allowList(parameter),
      cookieBehavior: CacheCookieBehavior.none(),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    })
  }

  /** The right to list makes an unknown page a 404 rather than a 403. */
  #pagesOrigin(bucket: IBucket): IOrigin {
    return S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      originAccessControl: new S3OriginAccessControl(this, 'PagesAccess', {
        originAccessControlName: this.#nameInAccount('Pages'),
      }),
    })
  }

  /** CloudFront's names are shared by all regions of an account, and several Leitais may stand there. */
  #nameInAccount(id: string): string {
    const { stackName, region } = Stack.of(this)
    return `${stackName}-${region}-${id}`
  }

  /** Under CloudFront's own address nobody can choose the protocol. */
  #certified(arn: string) {
    return {
      certificate: Certificate.fromCertificateArn(this, 'Certificate', arn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }
  }

  #headers(
    id: string,
    {
      push,
      frameable = false,
      streams = false,
    }: { push: string | undefined; frameable?: boolean; streams?: boolean },
  ): ResponseHeadersPolicy {
    const { 'referrer-policy': _referrer, 'x-content-type-options': _type, ...others } = constantHeaders
    return new ResponseHeadersPolicy(this, id, {
      responseHeadersPolicyName: this.#nameInAccount(id),
      comment: commentOf({ frameable, streams }),
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy({ plainHttp: false, frameable, streams, push }),
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        contentTypeOptions: { override: true },
        ...(!frameable && { frameOptions: { frameOption: HeadersFrameOption.DENY, override: true } }),
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override: true })),
      },
    })
  }
}

const commentOf = ({ frameable, streams }: { frameable: boolean; streams: boolean }): string => {
  if (frameable) return 'Leitai: the overlay, which any site may frame'
  return streams ? 'Leitai: the watch page, which shows the livestream' : 'Leitai'
}

/** Of what anybody may read, the longest first. */
const publicPatterns = routes
  .filter(({ method, who }) => method === 'GET' && who === 'anyone')
  .map(({ path }) => path.replace(/{\w+}/g, '*'))
  .sort((one, other) => other.split('/').length - one.split('/').length)

/** CloudFront keeps an error for ten seconds by itself, whatever the function says: one of them would freeze a hall. */
const errorResponses = [500, 502, 503, 504].map((httpStatus) => ({
  httpStatus,
  ttl: Duration.seconds(edge.errorSeconds),
}))

/** Pages are revalidated at each visit, files with a hash in the name never; both say so themselves. */
const pagesBehaviour = (origin: IOrigin) => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  cachePolicy: CachePolicy.CACHING_OPTIMIZED,
})

/** China's CloudFront has only the older kind of identity. */
const oldOrigin = (bucket: IBucket): IOrigin => S3BucketOrigin.withOriginAccessIdentity(bucket)

const useServerCertificate = (distribution: Distribution, id: string): void => {
  const resource = distribution.node.defaultChild as CfnDistribution
  resource.addPropertyOverride('DistributionConfig.ViewerCertificate', {
    IamCertificateId: id,
    MinimumProtocolVersion: 'TLSv1.2_2021',
    SslSupportMethod: 'sni-only',
  })
}
