/**
 * Hosts of AWS's services. Written by update-aws-hosts.ts from the endpoint data of botocore 1.43.67; do not edit.
 * Each word is `key=value`, or a key that is its own value.
 */

/** The region that hosts without a region are signed for, by the suffix of the host. */
export const partitionRegions = `
  amazonaws-eusc.eu=eusc-de-east-1 amazonaws-us-gov.com=us-gov-west-1 amazonaws.cn=cn-northwest-1
  amazonaws.com.cn=cn-northwest-1 amazonaws.com=us-east-1 amazonaws.eu=eusc-de-east-1
  api.amazonwebservices.com.cn=cn-northwest-1 api.amazonwebservices.eu=eusc-de-east-1
  api.aws.hci.ic.gov=us-isof-south-1 api.aws.ic.gov=us-iso-east-1 api.aws.scloud=us-isob-east-1
  api.aws=us-east-1 api.cloud-aws.adc-e.uk=eu-isoe-west-1 aws.amazon.com=us-east-1
  c2s.ic.gov=us-iso-east-1 c2shome.ic.gov=us-iso-east-1 cloud.adc-e.uk=eu-isoe-west-1
  csp.hci.ic.gov=us-isof-south-1 csphome.adc-e.uk=eu-isoe-west-1 csphome.hci.ic.gov=us-isof-south-1
  sc2s.sgov.gov=us-isob-east-1 sc2shome.sgov.gov=us-isob-east-1
`;

/** The name in a signature's scope, by service; by `service/defaultRegion` where a partition differs. */
export const signingNames = `
  a2i-runtime.sagemaker=sagemaker access-analyzer account acm-pca aco-automation admin.wickr=wickr
  agent-registry agent-registry-control=agent-registry agreement-marketplace=aws-marketplace
  aidevops aiops airflow airflow-serverless amplify amplifybackend amplifyuibuilder
  analytics-omics=omics aos=es aoss api-fulfill.dataexchange=dataexchange api.airflow=airflow
  api.detective=detective api.ecr-public=ecr-public api.ecr=ecr
  api.iot-tunneling=IoTSecuredTunneling api.iotdeviceadvisor=iotdeviceadvisor
  api.iotmanagedintegrations=iotmanagedintegrations api.iotsitewise=iotsitewise
  api.iottwinmaker=iottwinmaker api.iotwireless=iotwireless api.mediatailor=mediatailor
  api.pricing=pricing api.sagemaker=sagemaker api.sustainability=sustainability
  api.thinclient=thinclient api.tunneling.iot=IoTSecuredTunneling apigateway app-integrations
  appconfig appconfigdata=appconfig appfabric appflow application-autoscaling
  application-cost-profiler application-signals applicationinsights appmesh apprunner
  appstream2=appstream appsync aps arc-recovery-control-config=route53-recovery-control-config
  arc-region-switch arc-zonal-shift artifact athena auditmanager autoscaling autoscaling-plans b2bi
  backup backup-gateway backup-search batch bcm-dashboards bcm-data-exports bcm-pricing-calculator
  bcm-recommended-actions bedrock bedrock-agent-runtime=bedrock bedrock-agent=bedrock
  bedrock-agentcore bedrock-agentcore-control=bedrock-agentcore
  bedrock-data-automation-runtime=bedrock bedrock-data-automation=bedrock bedrock-runtime=bedrock
  billing billingconductor braket budgets cases cassandra cassandra-streams=cassandra
  catalog-marketplace=aws-marketplace catalog.marketplace=aws-marketplace ce chatbot chime
  cleanrooms cleanrooms-ml cloud9 cloudcontrolapi clouddirectory cloudformation cloudfront cloudhsm
  cloudhsmv2=cloudhsm cloudsearch cloudsearchdomain=cloudsearch cloudtrail cloudtrail-data
  cn.transcribe=transcribe codeartifact codebuild codecatalyst codecommit codeconnections
  codedeploy codeguru-profiler codeguru-reviewer codeguru-security codepipeline
  codestar-connections codestar-notifications cognito-identity cognito-idp cognito-sync comprehend
  comprehendmedical compute-optimizer config connect connect-campaigns contact-lens=connect
  control-storage-omics=omics controlcatalog controlplane.payment-cryptography=payment-cryptography
  controltower cost-optimization-hub cp.aidevops=aidevops cp.geofencing.geo=geo cp.maps.geo=geo
  cp.metadata.geo=geo cp.places.geo=geo cp.routes.geo=geo cp.tracking.geo=geo cur
  data-ats.iot=iotdata data-lakeformation=lakeformation data-servicediscovery=servicediscovery
  data-signer=signer data.ats.iot=iotdata data.iot=iotdata data.iotsitewise=iotsitewise
  data.iottwinmaker=iottwinmaker data.jobs.iot=iot-jobs-data data.mediastore=mediastore
  data.qapps=qapps databrew dataexchange datapipeline
  dataplane.payment-cryptography=payment-cryptography dataplane.rum=rum datasync
  datatransformation.healthlake=healthlake datazone dax deadline
  deployment-marketplace=aws-marketplace detective devicefarm devops-guru directconnect discovery
  discovery-marketplace=aws-marketplace dlm dms docdb-elastic dp.aidevops=aidevops drs ds ds-data
  dsql dynamodb ebs ec2 ec2-instance-connect ecr ecr-public ecs edge.sagemaker=sagemaker
  efs=elasticfilesystem eks eks-auth elasticache elasticbeanstalk elasticfilesystem
  elasticloadbalancing elasticmapreduce elemental-inference email=ses emr-containers emr-serverless
  entitlement-marketplace=aws-marketplace entitlement.marketplace=aws-marketplace entityresolution
  env.airflow=airflow es events evs execute-api featurestore-runtime.sagemaker=sagemaker finspace
  finspace-api firehose fis fms forecast forecastquery=forecast frauddetector freetier fsx gamelift
  gameliftstreams geo geo-maps geo-places geo-routes geofencing.geo=geo glacier globalaccelerator
  glue grafana greengrass groundstation guardduty health health-agent healthlake iam
  identity-chime=chime identitystore imagebuilder importexport/cn-northwest-1=importexport
  importexport/eu-isoe-west-1=importexport importexport/eusc-de-east-1=importexport
  importexport/us-gov-west-1=importexport importexport/us-iso-east-1=importexport
  importexport/us-isob-east-1=importexport importexport/us-isof-south-1=importexport
  importexport=IngestionService ingest.timestream=timestream inspector inspector-scan inspector2
  interconnect internetmonitor invoicing iot iotfleetwise iotsitewise iotthingsgraph iottwinmaker
  ivs ivschat ivsrealtime=ivs job-runtime.sagemaker=sagemaker kafka kafka-api=kafka kafkaconnect
  kendra kendra-ranking kinesis kinesisanalytics kinesisvideo kms lakeformation lambda launchwizard
  license-manager license-manager-linux-subscriptions license-manager-user-subscriptions lightsail
  logs lookoutequipment m2 machinelearning macie2 mail-manager=ses managedblockchain
  managedblockchain-query management.deadline=deadline maps.geo=geo-maps
  marketplacecommerceanalytics media-pipelines-chime=chime mediaconnect mediaconvert medialive
  mediapackage mediapackage-vod mediapackagev2 mediastore mediatailor medical-imaging
  meetings-chime=chime memory-db=memorydb messaging-chime=chime metadata.geo=geo
  metering-marketplace=aws-marketplace metering.marketplace=aws-marketplace
  metrics.sagemaker=sagemaker mgh mgn migrationhub-config=mgh migrationhub-orchestrator
  migrationhub-strategy models-v2-lex=lex models.lex=lex monitor.iotsitewise=iotsitewise monitoring
  mpa mq mturk-requester neptune-db network-firewall networkflowmonitor networkmanager
  networkmonitor notifications notifications-contacts nova-act oam observabilityadmin odb
  oidc=sso-oauth omics ops.airflow=airflow organizations osis outposts
  participant.connect=execute-api partnercentral-account partnercentral-benefits
  partnercentral-channel partnercentral-prm=partnercentral partnercentral-selling pca-connector-ad
  pca-connector-scep pcs personalize personalize-events=personalize personalize-runtime=personalize
  pi pinpoint=mobiletargeting pipes places.geo=geo-places polly portal.sso=awsssoportal
  pricingplanmanager profile proton qbusiness query-lakeformation=lakeformation
  query.timestream=timestream quicksight ram rbin rds rds-data redshift redshift-data
  redshift-serverless refactor-spaces rekognition reporting-marketplace=aws-marketplace repostspace
  resiliencehub resource-explorer-2 resource-groups rolesanywhere route53 route53-recovery-cluster
  route53-recovery-control-config route53-recovery-readiness route53domains route53globalresolver
  route53profiles route53resolver routes.geo=geo-routes rtbfabric rum
  runtime-medical-imaging=medical-imaging runtime-v2-lex=lex runtime.health-agent=health-agent
  runtime.lex=lex runtime.sagemaker=sagemaker s3 s3-control=s3 s3-outposts s3files s3tables
  s3vectors sagemaker-geospatial savingsplans scheduler scheduling.deadline=deadline schemas scn
  sdb secretsmanager security-ir securityagent securityhub securitylake serverlessrepo
  servicecatalog servicecatalog-appregistry=servicecatalog servicediscovery servicequotas shield
  signer signin sms-voice sms-voice.pinpoint=sms-voice snow-device-management snowball sns
  social-messaging sqs ssm ssm-contacts ssm-guiconnect ssm-incidents ssm-quicksetup ssm-sap sso
  states storage-omics=omics storagegateway stream-logs=logs streaming.health-agent=health-agent
  streams-dynamodb=dynamodb streams.dynamodb=dynamodb sts subscribe.mediaconvert=mediaconvert
  support supportapp supportauthz sustainability swf sync-states=states synthetics tagging
  tags-omics=omics tax textract thinclient timestream-influxdb timestream-ingest=timestream
  timestream-query=timestream tnb tracking.geo=geo transcribe transfer translate trustedadvisor uxc
  verifiedpermissions voice-chime=chime voiceid vpc-lattice waf waf-regional wafv2 wellarchitected
  wisdom workdocs workflows-omics=omics workmail workmailmessageflow workspaces
  workspaces-instances workspaces-web xray
`;

/** The region that a service is signed for regardless of its host, by `service/defaultRegion`. */
export const serviceRegions = `
  api.sustainability/us-east-1=us-east-1 iam/cn-northwest-1=cn-north-1
  importexport/us-east-1=us-east-1
`;

/** The region that a host is signed for, if it differs from the region of the host. */
export const hostRegions = `
  budgets.api.aws=us-gov-west-1 cloudfront-fips.api.aws=us-gov-west-1
  cloudfront.api.aws=us-gov-west-1
`;
