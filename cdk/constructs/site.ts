import { CfnOutput, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
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
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  AccessLevel,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { constantHeaders, contentSecurityPolicy } from '../../web/security-headers.ts'
import type { Api } from './api.ts'

export type SiteProps = {
  api: Api
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

  constructor(scope: Construct, id: string, { api, inChina, address, firewall, push }: SiteProps) {
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
    const pages = pagesBehaviour(this.bucket, inChina)
    const guarded = this.#headers('Headers', { push })
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Leitai',
      defaultRootObject: 'index.html',
      defaultBehavior: { ...pages, responseHeadersPolicy: guarded },
      additionalBehaviors: {
        '/api/*': { ...this.#apiBehaviour(api), responseHeadersPolicy: guarded },
        '/overlay': {
          ...pages,
          responseHeadersPolicy: this.#headers('OverlayHeaders', { push, frameable: true }),
        },
        '/watch': {
          ...pages,
          responseHeadersPolicy: this.#headers('WatchHeaders', { push, streams: true }),
        },
      },
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
   * Functions say themselves what may be kept: the live document for one second. Who comes with a session gets an answer of the own;
   * requests for the same thing at the same moment reach the API once.
   */
  #apiBehaviour(api: Api) {
    return {
      origin: new HttpOrigin(api.host),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      cachePolicy: new CachePolicy(this, 'ApiCache', {
        comment: 'Leitai: as long as the function says',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: Duration.minutes(1),
        headerBehavior: CacheHeaderBehavior.allowList('Authorization'),
        queryStringBehavior: CacheQueryStringBehavior.all(),
        cookieBehavior: CacheCookieBehavior.none(),
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      }),
    }
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

/** Pages are revalidated at each visit, files with a hash in the name never; both say so themselves. */
const pagesBehaviour = (bucket: IBucket, inChina: boolean) => ({
  origin: pagesOrigin(bucket, inChina),
  viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  cachePolicy: CachePolicy.CACHING_OPTIMIZED,
})

/** The right to list makes an unknown page a 404 rather than a 403. China's CloudFront has only the older kind of identity. */
const pagesOrigin = (bucket: IBucket, inChina: boolean): IOrigin =>
  inChina
    ? S3BucketOrigin.withOriginAccessIdentity(bucket)
    : S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
      })

const useServerCertificate = (distribution: Distribution, id: string): void => {
  const resource = distribution.node.defaultChild as CfnDistribution
  resource.addPropertyOverride('DistributionConfig.ViewerCertificate', {
    IamCertificateId: id,
    MinimumProtocolVersion: 'TLSv1.2_2021',
    SslSupportMethod: 'sni-only',
  })
}
