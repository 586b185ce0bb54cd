using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOps.TestKit.Teams;

/// <summary>
/// A Teams on loopback ports that speaks Microsoft's protocol, with the verbs of a person and with faults: connector and keys of the Bot Framework over http, Entra ID over https.
/// It knows nothing of the product: whatever it accepts, Teams accepts as far as the vendor's pages say, and whatever Teams refuses it refuses.
/// </summary>
internal sealed class TeamsDouble : IAsyncDisposable
{
    private readonly X509Certificate2 withKey;
    private readonly TeamsServer server;
    private readonly TemporaryFolder folder = new();
    private bool isOver;

    private TeamsDouble(TimeProvider time)
    {
        State = new TeamsState(time);
        Faults = new TeamsFaults(this);
        Rates = new TeamsRates(this);
        Tokens = new TeamsTokens(this);
        Entra = new TeamsEntra(this);
        Activities = new TeamsActivities(this);
        Deliveries = new TeamsDeliveries(this);
        withKey = MakeCertificate();
        Certificate = X509CertificateLoader.LoadCertificate(withKey.RawData);
        CertificateFile = Path.Combine(folder.Path, "double.pem");
        File.WriteAllText(CertificateFile, Certificate.ExportCertificatePem());
        server = new TeamsServer(this, withKey);
    }

    /// <summary>Id of the app registration, which is also the bot's.</summary>
    public string AppId { get; } = TeamsState.AppId;

    public string TenantId { get; } = TeamsState.TenantId;

    public string ClientSecret { get; set; } = "dbl8Q~secret-of-the-double";

    /// <summary>Entra ID, without the tenant; https, with the slash at its end.</summary>
    public Uri LoginUrl => server.Https;

    /// <summary>Where the keys of the connector's tokens are named.</summary>
    public Uri OpenIdMetadataUrl => new(server.Http, "v1/.well-known/openidconfiguration");

    /// <summary>The connector, with region and tenant as Teams has it and the slash at its end.</summary>
    public Uri ServiceUrl => new(server.Http, $"amer/{TenantId}/");

    /// <summary>Entra ID's certificate without its key; nobody trusts it but who is told to.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The same as a PEM file, for SSL_CERT_FILE of a child process. Gone with the double.</summary>
    public string CertificateFile { get; }

    /// <summary>Every option the product needs to talk to this Teams.</summary>
    public IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>
    {
        ["Teams:AppId"] = AppId,
        ["Teams:TenantId"] = TenantId,
        ["Teams:ClientSecret"] = ClientSecret,
        ["Teams:LoginUrl"] = LoginUrl.AbsoluteUri,
        ["Teams:OpenIdMetadataUrl"] = OpenIdMetadataUrl.AbsoluteUri,
        ["Teams:ServiceUrl"] = ServiceUrl.AbsoluteUri,
        ["Teams:AllowedServiceHosts"] = "127.0.0.1",
    };

    public TeamsTokens Tokens { get; }

    public TeamsEntra Entra { get; }

    public TeamsFaults Faults { get; }

    public TeamsRates Rates { get; }

    public TeamsDeliveries Deliveries { get; }

    public TeamsActivities Activities { get; }

    /// <summary>What no part of Teams would have understood: unknown operations and paths. A test ends with this empty.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>What Teams refused for its form or its token, and ids lost for it, with the reasons; an orderly product leaves this empty.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>Every call of the connector, in order of arrival.</summary>
    public IReadOnlyList<TeamsCall> Calls => State.Read(static state => state.Calls.ToArray());

    /// <summary>Everything the bot put before people's eyes, with its time.</summary>
    public IReadOnlyList<TeamsPost> Posts => State.Read(static state => state.Posts.ToArray());

    /// <summary>How long the Expect verbs wait.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    internal TeamsState State { get; }

    internal Uri Address => server.Http;

    internal CancellationToken Stopping => server.Stopping;

    /// <param name="time">The clock that ids, timestamps and tokens are taken from; the system's when none is given.</param>
    public static async Task<TeamsDouble> StartAsync(TimeProvider? time = null)
    {
        var teams = new TeamsDouble(time ?? TimeProvider.System);
        await teams.server.StartAsync();
        return teams;
    }

    /// <summary>Tells Teams where the bot is: its activities are posted to /api/messages there.</summary>
    public void Connect(Uri edge) => Deliveries.Target = new Uri(edge, "/api/messages");

    /// <summary>The person of that name, made when new.</summary>
    public TeamsTeammate Person(string name) => new(this, State.Person(name));

    /// <summary>The team of that name, made when new; the app is installed in it.</summary>
    public TeamsTeam Team(string name) => new(this, State.Team(name));

    /// <summary>The channel of that name, made when new.</summary>
    public TeamsPlace Channel(string name, TeamsTeam? team = null) => new(this, State.Channel(name, team?.State ?? State.Team(TeamsState.HomeTeam)));

    /// <summary>A channel or chat by its id, as others name it.</summary>
    public TeamsPlace ChannelById(string id) => new(this, State.Read(state => state.Conversations.TryGetValue(id, out var found) ? found : throw new TeamsExpectation($"There is no conversation {id}.")));

    /// <summary>A chat of several people and the bot.</summary>
    public TeamsPlace GroupChat(string name, params TeamsTeammate[] people) => new TeamsPlace(this, State.GroupChat(name)).Join(people);

    /// <summary>A handler that trusts this Entra ID's certificate and no other.</summary>
    public SocketsHttpHandler TrustingHandler() => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(Certificate.RawData) },
    };

    /// <summary>Waits, at most as long as <see cref="Patience"/>, until there is one.</summary>
    public async Task<T> ExpectAsync<T>(Func<T?> look, Func<string> otherwise)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (look() is { } found) return found;
            // The product works on its own threads; from outside it can only be watched.
            if (patience.IsCancellationRequested) throw new TeamsExpectation($"{otherwise()}\nUnexpected: {string.Join("; ", Unexpected)}\nRefused: {string.Join("; ", Refused)}");
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isOver, true)) return;
        await Deliveries.DisposeAsync();
        await server.DisposeAsync();
        withKey.Dispose();
        Certificate.Dispose();
        folder.Dispose();
    }

    /// <summary>Self-signed, for this machine; MSAL insists on https. Its times are the system's: TLS knows no other clock.</summary>
    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Entra ID of the double", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
    }
}
