using System.Collections.ObjectModel;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.Wire;

/// <summary>What every client's configuration starts from: the SDK's modes, each with its standard retries.</summary>
internal static class StandardDefaults
{
    public static string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("4.0.0");

    public static IDefaultConfigurationProvider Provider => new DefaultConfigurationProvider(Modes);

    // Connect times of the SDK's own clients.
    private static ReadOnlyCollection<IDefaultConfiguration> Modes { get; } = new(
    [
        Mode(DefaultConfigurationMode.Standard, TimeSpan.FromMilliseconds(3100)),
        Mode(DefaultConfigurationMode.InRegion, TimeSpan.FromMilliseconds(1100)),
        Mode(DefaultConfigurationMode.CrossRegion, TimeSpan.FromMilliseconds(3100)),
        Mode(DefaultConfigurationMode.Mobile, TimeSpan.FromSeconds(30)),
        Mode(DefaultConfigurationMode.Auto, TimeSpan.FromMilliseconds(1100)),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, TimeSpan connect) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = connect,
        TlsNegotiationTimeout = connect,
    };
}
