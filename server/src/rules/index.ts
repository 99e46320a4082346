// Made by .ci/generate.mjs from the files of the rules.
import { badCniGateway } from './cni/bad-cni-gateway.ts';
import { badCniInterfaceName } from './cni/bad-cni-interface-name.ts';
import { badCniMacAddress } from './cni/bad-cni-mac-address.ts';
import { badCniName } from './cni/bad-cni-name.ts';
import { badCniNumber } from './cni/bad-cni-number.ts';
import { badCniRange } from './cni/bad-cni-range.ts';
import { badCniRoute } from './cni/bad-cni-route.ts';
import { badCniSubnet } from './cni/bad-cni-subnet.ts';
import { badCniSysctl } from './cni/bad-cni-sysctl.ts';
import { badDhcpOption } from './cni/bad-dhcp-option.ts';
import { badFirewallChain } from './cni/bad-firewall-chain.ts';
import { badStaticAddress } from './cni/bad-static-address.ts';
import { biggerCniMtu } from './cni/bigger-cni-mtu.ts';
import { bridgeOfDocker } from './cni/bridge-of-docker.ts';
import { chainedPluginFirst } from './cni/chained-plugin-first.ts';
import { cniSyntaxError } from './cni/cni-syntax-error.ts';
import { conflictingCniKeys } from './cni/conflicting-cni-keys.ts';
import { duplicateCniKey } from './cni/duplicate-cni-key.ts';
import { duplicateCniNetwork } from './cni/duplicate-cni-network.ts';
import { failingCniCheck } from './cni/failing-cni-check.ts';
import { hiddenCniFile } from './cni/hidden-cni-file.ts';
import { ineffectiveCniKey } from './cni/ineffective-cni-key.ts';
import { ipamPluginInChain } from './cni/ipam-plugin-in-chain.ts';
import { lostCniDns } from './cni/lost-cni-dns.ts';
import { missingCniCapability } from './cni/missing-cni-capability.ts';
import { missingCniKey } from './cni/missing-cni-key.ts';
import { missingCniName } from './cni/missing-cni-name.ts';
import { missingCniPlugins } from './cni/missing-cni-plugins.ts';
import { missingCniRoute } from './cni/missing-cni-route.ts';
import { missingCniSubnet } from './cni/missing-cni-subnet.ts';
import { missingCniVersion } from './cni/missing-cni-version.ts';
import { missingIpam } from './cni/missing-ipam.ts';
import { missingPluginType } from './cni/missing-plugin-type.ts';
import { newerCniKey } from './cni/newer-cni-key.ts';
import { newerCniVersion } from './cni/newer-cni-version.ts';
import { oldCniVersion } from './cni/old-cni-version.ts';
import { oneSidedIngressPolicy } from './cni/one-sided-ingress-policy.ts';
import { overlappingCniRanges } from './cni/overlapping-cni-ranges.ts';
import { overlappingCniSubnets } from './cni/overlapping-cni-subnets.ts';
import { quotedCniBoolean } from './cni/quoted-cni-boolean.ts';
import { relativeCniPath } from './cni/relative-cni-path.ts';
import { repeatedChainedPlugin } from './cni/repeated-chained-plugin.ts';
import { reservedCniKey } from './cni/reserved-cni-key.ts';
import { secondInterfacePlugin } from './cni/second-interface-plugin.ts';
import { sharedCniBridge } from './cni/shared-cni-bridge.ts';
import { sharedCniMaster } from './cni/shared-cni-master.ts';
import { singlePluginConf } from './cni/single-plugin-conf.ts';
import { subnetOfComposeNetwork } from './cni/subnet-of-compose-network.ts';
import { tinyCniSubnet } from './cni/tiny-cni-subnet.ts';
import { unknownCniKey } from './cni/unknown-cni-key.ts';
import { unknownCniValue } from './cni/unknown-cni-value.ts';
import { unknownCniVersion } from './cni/unknown-cni-version.ts';
import { unknownPluginType } from './cni/unknown-plugin-type.ts';
import { unmasqueradedCniSubnet } from './cni/unmasqueraded-cni-subnet.ts';
import { unownedCniGateway } from './cni/unowned-cni-gateway.ts';
import { unreachableHostPort } from './cni/unreachable-host-port.ts';
import { unsuitedChainedPlugin } from './cni/unsuited-chained-plugin.ts';
import { wrongCniFileForm } from './cni/wrong-cni-file-form.ts';
import { wrongCniType } from './cni/wrong-cni-type.ts';
import type { CniRule } from './cniRule.ts';
import { adminPortPublished } from './compose/admin-port-published.ts';
import { aliasCollision } from './compose/alias-collision.ts';
import { aliasSharedBetweenProjects } from './compose/alias-shared-between-projects.ts';
import { badInterfaceName } from './compose/bad-interface-name.ts';
import { badInterpolation } from './compose/bad-interpolation.ts';
import { badMacAddress } from './compose/bad-mac-address.ts';
import { badPort } from './compose/bad-port.ts';
import { badReachStatement } from './compose/bad-reach-statement.ts';
import { badValue } from './compose/bad-value.ts';
import { badVolume } from './compose/bad-volume.ts';
import { bridgeNameTooLong } from './compose/bridge-name-too-long.ts';
import { conflictingKeys } from './compose/conflicting-keys.ts';
import { conflictingOverride } from './compose/conflicting-override.ts';
import { containerNameWithReplicas } from './compose/container-name-with-replicas.ts';
import { contradictingStatements } from './compose/contradicting-statements.ts';
import { defaultRouteByName } from './compose/default-route-by-name.ts';
import { deniedFlowOpen } from './compose/denied-flow-open.ts';
import { dependencyCycle } from './compose/dependency-cycle.ts';
import { dependencyWithoutSharedNetwork } from './compose/dependency-without-shared-network.ts';
import { dnsOnForeignNetwork } from './compose/dns-on-foreign-network.ts';
import { driverOptionValue } from './compose/driver-option-value.ts';
import { duplicateContainerName } from './compose/duplicate-container-name.ts';
import { duplicateHostPort } from './compose/duplicate-host-port.ts';
import { duplicateItem } from './compose/duplicate-item.ts';
import { duplicateKey } from './compose/duplicate-key.ts';
import { duplicateMacAddress } from './compose/duplicate-mac-address.ts';
import { duplicateNetworkName } from './compose/duplicate-network-name.ts';
import { duplicateStaticAddress } from './compose/duplicate-static-address.ts';
import { encryptedOverlayNeedsEsp } from './compose/encrypted-overlay-needs-esp.ts';
import { encryptedWithoutOverlay } from './compose/encrypted-without-overlay.ts';
import { everythingOnOneNetwork } from './compose/everything-on-one-network.ts';
import { externalWithOtherKeys } from './compose/external-with-other-keys.ts';
import { flowNotListed } from './compose/flow-not-listed.ts';
import { gatewayOutsideSubnet } from './compose/gateway-outside-subnet.ts';
import { hostReachableFromInternalNetwork } from './compose/host-reachable-from-internal-network.ts';
import { hostnameUsedAsAddress } from './compose/hostname-used-as-address.ts';
import { includeConflict } from './compose/include-conflict.ts';
import { intendedFlowBlocked } from './compose/intended-flow-blocked.ts';
import { internetNeededOnInternalNetwork } from './compose/internet-needed-on-internal-network.ts';
import { invalidAddress } from './compose/invalid-address.ts';
import { invalidHostAddress } from './compose/invalid-host-address.ts';
import { invalidSubnet } from './compose/invalid-subnet.ts';
import { ipv6SubnetWithoutEnableIpv6 } from './compose/ipv6-subnet-without-enable-ipv6.ts';
import { ipv6WithoutSubnet } from './compose/ipv6-without-subnet.ts';
import { legacyLinks } from './compose/legacy-links.ts';
import { linkShadowsService } from './compose/link-shadows-service.ts';
import { macvlanParentInUse } from './compose/macvlan-parent-in-use.ts';
import { macvlanWithoutParent } from './compose/macvlan-without-parent.ts';
import { missingFile } from './compose/missing-file.ts';
import { missingHostGateway } from './compose/missing-host-gateway.ts';
import { missingKey } from './compose/missing-key.ts';
import { moreNetworksThanPools } from './compose/more-networks-than-pools.ts';
import { needsNewerEngine } from './compose/needs-newer-engine.ts';
import { networkModeCycle } from './compose/network-mode-cycle.ts';
import { networkModeNamesNetwork } from './compose/network-mode-names-network.ts';
import { networksWithNetworkMode } from './compose/networks-with-network-mode.ts';
import { obsoleteVersion } from './compose/obsolete-version.ts';
import { overlappingSubnets } from './compose/overlapping-subnets.ts';
import { overlayNeedsSwarm } from './compose/overlay-needs-swarm.ts';
import { pinnedBesideUnpinned } from './compose/pinned-beside-unpinned.ts';
import { portsOnInternalOnlyService } from './compose/ports-on-internal-only-service.ts';
import { portsWithNetworkMode } from './compose/ports-with-network-mode.ts';
import { portsWithoutEffect } from './compose/ports-without-effect.ts';
import { priorityHasNoEffect } from './compose/priority-has-no-effect.ts';
import { privilegedHostPort } from './compose/privileged-host-port.ts';
import { proxyEndpointOnLoopback } from './compose/proxy-endpoint-on-loopback.ts';
import { proxyEndpointUnknownHost } from './compose/proxy-endpoint-unknown-host.ts';
import { proxyListenerNotPublished } from './compose/proxy-listener-not-published.ts';
import { proxyListenerOnLoopback } from './compose/proxy-listener-on-loopback.ts';
import { proxyPortWithoutListener } from './compose/proxy-port-without-listener.ts';
import { publishedDataService } from './compose/published-data-service.ts';
import { publishedPortInUrl } from './compose/published-port-in-url.ts';
import { publishedServiceBesideData } from './compose/published-service-beside-data.ts';
import { reservedAuxAddress } from './compose/reserved-aux-address.ts';
import { reservedNetworkName } from './compose/reserved-network-name.ts';
import { serviceWithoutImage } from './compose/service-without-image.ts';
import { severalSubnetsOnBridge } from './compose/several-subnets-on-bridge.ts';
import { sharedNamespaceConflict } from './compose/shared-namespace-conflict.ts';
import { singleMemberNetwork } from './compose/single-member-network.ts';
import { sourceCycle } from './compose/source-cycle.ts';
import { specialPurposeSubnet } from './compose/special-purpose-subnet.ts';
import { staticAddressOutsideSubnet } from './compose/static-address-outside-subnet.ts';
import { staticAddressReserved } from './compose/static-address-reserved.ts';
import { staticAddressWithReplicas } from './compose/static-address-with-replicas.ts';
import { subnetHostBits } from './compose/subnet-host-bits.ts';
import { subnetTooSmall } from './compose/subnet-too-small.ts';
import { subnetUsedByOtherProject } from './compose/subnet-used-by-other-project.ts';
import { syntaxError } from './compose/syntax-error.ts';
import { tabIndentation } from './compose/tab-indentation.ts';
import { tierJoinedByOutsider } from './compose/tier-joined-by-outsider.ts';
import { undefinedAnchor } from './compose/undefined-anchor.ts';
import { undefinedConfig } from './compose/undefined-config.ts';
import { undefinedNameInReach } from './compose/undefined-name-in-reach.ts';
import { undefinedNetwork } from './compose/undefined-network.ts';
import { undefinedSecret } from './compose/undefined-secret.ts';
import { undefinedService } from './compose/undefined-service.ts';
import { undefinedVolume } from './compose/undefined-volume.ts';
import { unexpectedPortInUrl } from './compose/unexpected-port-in-url.ts';
import { unknownDriver } from './compose/unknown-driver.ts';
import { unknownDriverOption } from './compose/unknown-driver-option.ts';
import { unknownKey } from './compose/unknown-key.ts';
import { unreachableReference } from './compose/unreachable-reference.ts';
import { unreadText } from './compose/unread-text.ts';
import { unsetVariable } from './compose/unset-variable.ts';
import { unusedNetwork } from './compose/unused-network.ts';
import { wrongProxyNetwork } from './compose/wrong-proxy-network.ts';
import { wrongType } from './compose/wrong-type.ts';
import { adminPortInUse } from './envoy/admin-port-in-use.ts';
import { badAddressSetting } from './envoy/bad-address-setting.ts';
import { badBootstrapSetting } from './envoy/bad-bootstrap-setting.ts';
import { badConfigSource } from './envoy/bad-config-source.ts';
import { badEnvoyDuration } from './envoy/bad-envoy-duration.ts';
import { badEnvoyRegex } from './envoy/bad-envoy-regex.ts';
import { badFormatCommand } from './envoy/bad-format-command.ts';
import { badHealthCheck } from './envoy/bad-health-check.ts';
import { badJwtProvider } from './envoy/bad-jwt-provider.ts';
import { badListenAddress } from './envoy/bad-listen-address.ts';
import { badLoadBalancing } from './envoy/bad-load-balancing.ts';
import { badLogicalDns } from './envoy/bad-logical-dns.ts';
import { badLuaSource } from './envoy/bad-lua-source.ts';
import { badMatcher } from './envoy/bad-matcher.ts';
import { badPathTemplate } from './envoy/bad-path-template.ts';
import { badPerRouteConfig } from './envoy/bad-per-route-config.ts';
import { badProtocolOptions } from './envoy/bad-protocol-options.ts';
import { badRouteSettings } from './envoy/bad-route-settings.ts';
import { badTlsContext } from './envoy/bad-tls-context.ts';
import { conflictingEnvoyFields } from './envoy/conflicting-envoy-fields.ts';
import { contradictoryEnvoySettings } from './envoy/contradictory-envoy-settings.ts';
import { deprecatedEnvoyField } from './envoy/deprecated-envoy-field.ts';
import { duplicateCluster } from './envoy/duplicate-cluster.ts';
import { duplicateDomain } from './envoy/duplicate-domain.ts';
import { duplicateEnvoyKey } from './envoy/duplicate-envoy-key.ts';
import { duplicateFilterChainMatch } from './envoy/duplicate-filter-chain-match.ts';
import { duplicateListenerAddress } from './envoy/duplicate-listener-address.ts';
import { duplicateListenerName } from './envoy/duplicate-listener-name.ts';
import { envoySyntaxError } from './envoy/envoy-syntax-error.ts';
import { extensionInWrongPlace } from './envoy/extension-in-wrong-place.ts';
import { extensionWithoutConfig } from './envoy/extension-without-config.ts';
import { forbiddenEnvoyValue } from './envoy/forbidden-envoy-value.ts';
import { hostNameInStaticCluster } from './envoy/host-name-in-static-cluster.ts';
import { ignoredYamlDocument } from './envoy/ignored-yaml-document.ts';
import { incompleteExtension } from './envoy/incomplete-extension.ts';
import { incompleteListener } from './envoy/incomplete-listener.ts';
import { inconsistentClusterType } from './envoy/inconsistent-cluster-type.ts';
import { mergeKeyInEnvoyFile } from './envoy/merge-key-in-envoy-file.ts';
import { misplacedTerminalFilter } from './envoy/misplaced-terminal-filter.ts';
import { missingDiscoveredName } from './envoy/missing-discovered-name.ts';
import { missingEnvoyField } from './envoy/missing-envoy-field.ts';
import { missingExtensionType } from './envoy/missing-extension-type.ts';
import { missingNodeIdentity } from './envoy/missing-node-identity.ts';
import { serverNamesWithoutInspector } from './envoy/server-names-without-inspector.ts';
import { tabInEnvoyFile } from './envoy/tab-in-envoy-file.ts';
import { undefinedCluster } from './envoy/undefined-cluster.ts';
import { undefinedTlsSecret } from './envoy/undefined-tls-secret.ts';
import { unknownEnvoyField } from './envoy/unknown-envoy-field.ts';
import { unknownEnvoyValue } from './envoy/unknown-envoy-value.ts';
import { unknownExtensionType } from './envoy/unknown-extension-type.ts';
import { unknownRetryCondition } from './envoy/unknown-retry-condition.ts';
import { unmatchedAssignmentName } from './envoy/unmatched-assignment-name.ts';
import { unreadEnvoyText } from './envoy/unread-envoy-text.ts';
import { unsupportedEnvoySetting } from './envoy/unsupported-envoy-setting.ts';
import { weightsWithoutSum } from './envoy/weights-without-sum.ts';
import { wrongEnvoyType } from './envoy/wrong-envoy-type.ts';
import type { EnvoyRule } from './envoyRule.ts';
import type { Rule } from './rule.ts';
import type { ScriptRule } from './scriptRule.ts';
import { acceptBetweenBridges } from './shell/accept-between-bridges.ts';
import { dockerUserCreated } from './shell/docker-user-created.ts';
import { dropInsertedFirst } from './shell/drop-inserted-first.ts';
import { dropWithoutAnswers } from './shell/drop-without-answers.ts';
import { hostPortAfterTranslation } from './shell/host-port-after-translation.ts';

/** Every rule, by dialect and id. */
export const rules: readonly Rule[] = [
  adminPortPublished,
  aliasCollision,
  aliasSharedBetweenProjects,
  badInterfaceName,
  badInterpolation,
  badMacAddress,
  badPort,
  badReachStatement,
  badValue,
  badVolume,
  bridgeNameTooLong,
  conflictingKeys,
  conflictingOverride,
  containerNameWithReplicas,
  contradictingStatements,
  defaultRouteByName,
  deniedFlowOpen,
  dependencyCycle,
  dependencyWithoutSharedNetwork,
  dnsOnForeignNetwork,
  driverOptionValue,
  duplicateContainerName,
  duplicateHostPort,
  duplicateItem,
  duplicateKey,
  duplicateMacAddress,
  duplicateNetworkName,
  duplicateStaticAddress,
  encryptedOverlayNeedsEsp,
  encryptedWithoutOverlay,
  everythingOnOneNetwork,
  externalWithOtherKeys,
  flowNotListed,
  gatewayOutsideSubnet,
  hostReachableFromInternalNetwork,
  hostnameUsedAsAddress,
  includeConflict,
  intendedFlowBlocked,
  internetNeededOnInternalNetwork,
  invalidAddress,
  invalidHostAddress,
  invalidSubnet,
  ipv6SubnetWithoutEnableIpv6,
  ipv6WithoutSubnet,
  legacyLinks,
  linkShadowsService,
  macvlanParentInUse,
  macvlanWithoutParent,
  missingFile,
  missingHostGateway,
  missingKey,
  moreNetworksThanPools,
  needsNewerEngine,
  networkModeCycle,
  networkModeNamesNetwork,
  networksWithNetworkMode,
  obsoleteVersion,
  overlappingSubnets,
  overlayNeedsSwarm,
  pinnedBesideUnpinned,
  portsOnInternalOnlyService,
  portsWithNetworkMode,
  portsWithoutEffect,
  priorityHasNoEffect,
  privilegedHostPort,
  proxyEndpointOnLoopback,
  proxyEndpointUnknownHost,
  proxyListenerNotPublished,
  proxyListenerOnLoopback,
  proxyPortWithoutListener,
  publishedDataService,
  publishedPortInUrl,
  publishedServiceBesideData,
  reservedAuxAddress,
  reservedNetworkName,
  serviceWithoutImage,
  severalSubnetsOnBridge,
  sharedNamespaceConflict,
  singleMemberNetwork,
  sourceCycle,
  specialPurposeSubnet,
  staticAddressOutsideSubnet,
  staticAddressReserved,
  staticAddressWithReplicas,
  subnetHostBits,
  subnetTooSmall,
  subnetUsedByOtherProject,
  syntaxError,
  tabIndentation,
  tierJoinedByOutsider,
  undefinedAnchor,
  undefinedConfig,
  undefinedNameInReach,
  undefinedNetwork,
  undefinedSecret,
  undefinedService,
  undefinedVolume,
  unexpectedPortInUrl,
  unknownDriver,
  unknownDriverOption,
  unknownKey,
  unreachableReference,
  unreadText,
  unsetVariable,
  unusedNetwork,
  wrongProxyNetwork,
  wrongType,
];

/** Those about configurations of CNI networks, by id. */
export const cniRules: readonly CniRule[] = [
  badCniGateway,
  badCniInterfaceName,
  badCniMacAddress,
  badCniName,
  badCniNumber,
  badCniRange,
  badCniRoute,
  badCniSubnet,
  badCniSysctl,
  badDhcpOption,
  badFirewallChain,
  badStaticAddress,
  biggerCniMtu,
  bridgeOfDocker,
  chainedPluginFirst,
  cniSyntaxError,
  conflictingCniKeys,
  duplicateCniKey,
  duplicateCniNetwork,
  failingCniCheck,
  hiddenCniFile,
  ineffectiveCniKey,
  ipamPluginInChain,
  lostCniDns,
  missingCniCapability,
  missingCniKey,
  missingCniName,
  missingCniPlugins,
  missingCniRoute,
  missingCniSubnet,
  missingCniVersion,
  missingIpam,
  missingPluginType,
  newerCniKey,
  newerCniVersion,
  oldCniVersion,
  oneSidedIngressPolicy,
  overlappingCniRanges,
  overlappingCniSubnets,
  quotedCniBoolean,
  relativeCniPath,
  repeatedChainedPlugin,
  reservedCniKey,
  secondInterfacePlugin,
  sharedCniBridge,
  sharedCniMaster,
  singlePluginConf,
  subnetOfComposeNetwork,
  tinyCniSubnet,
  unknownCniKey,
  unknownCniValue,
  unknownCniVersion,
  unknownPluginType,
  unmasqueradedCniSubnet,
  unownedCniGateway,
  unreachableHostPort,
  unsuitedChainedPlugin,
  wrongCniFileForm,
  wrongCniType,
];

/** Those about Envoy configurations, by id. */
export const envoyRules: readonly EnvoyRule[] = [
  adminPortInUse,
  badAddressSetting,
  badBootstrapSetting,
  badConfigSource,
  badEnvoyDuration,
  badEnvoyRegex,
  badFormatCommand,
  badHealthCheck,
  badJwtProvider,
  badListenAddress,
  badLoadBalancing,
  badLogicalDns,
  badLuaSource,
  badMatcher,
  badPathTemplate,
  badPerRouteConfig,
  badProtocolOptions,
  badRouteSettings,
  badTlsContext,
  conflictingEnvoyFields,
  contradictoryEnvoySettings,
  deprecatedEnvoyField,
  duplicateCluster,
  duplicateDomain,
  duplicateEnvoyKey,
  duplicateFilterChainMatch,
  duplicateListenerAddress,
  duplicateListenerName,
  envoySyntaxError,
  extensionInWrongPlace,
  extensionWithoutConfig,
  forbiddenEnvoyValue,
  hostNameInStaticCluster,
  ignoredYamlDocument,
  incompleteExtension,
  incompleteListener,
  inconsistentClusterType,
  mergeKeyInEnvoyFile,
  misplacedTerminalFilter,
  missingDiscoveredName,
  missingEnvoyField,
  missingExtensionType,
  missingNodeIdentity,
  serverNamesWithoutInspector,
  tabInEnvoyFile,
  undefinedCluster,
  undefinedTlsSecret,
  unknownEnvoyField,
  unknownEnvoyValue,
  unknownExtensionType,
  unknownRetryCondition,
  unmatchedAssignmentName,
  unreadEnvoyText,
  unsupportedEnvoySetting,
  weightsWithoutSum,
  wrongEnvoyType,
];

/** Those about shell scripts that change the firewall, by id. */
export const scriptRules: readonly ScriptRule[] = [
  acceptBetweenBridges,
  dockerUserCreated,
  dropInsertedFirst,
  dropWithoutAnswers,
  hostPortAfterTranslation,
];
