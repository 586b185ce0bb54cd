using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>How we prove who we are, and what is said when that fails.</summary>
public sealed class TeamsTokenTests
{
    [Fact]
    public async Task A_token_is_asked_for_once_however_many_speak()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => speaking.Get<TeamsTokenSource>().GetAsync(default)));
        tokens.ShouldAllBe(static token => token is TeamsTokenGiven);
        speaking.Teams.Entra.Asked.ShouldBe(1);
        tokens[0].ToString().ShouldNotContain(((TeamsTokenGiven)tokens[0]).Bearer);
    }

    [Fact]
    public async Task A_token_the_connector_does_not_take_is_replaced_once_and_nothing_is_marked()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Teams.Entra.Revoke();
        await speaking.PutAsync("Its pivots", "pivots");
        await speaking.DrainAsync();

        speaking.Channel.Threads[0].Replies.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
        speaking.Teams.Entra.Asked.ShouldBe(2);
        speaking.Teams.Calls.Count(static call => call.Status == 401).ShouldBe(1);
    }

    [Fact]
    public async Task A_connector_that_takes_no_token_stops_the_lane_after_two_tries()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").Error(401, "BotNotRegistered", 9);
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("401 BotNotRegistered");
        speaking.Called("create").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "pass of the test")]
    [InlineData(false, null)]
    [InlineData(false, "pass of the test")]
    public async Task A_certificate_does_as_PFX_and_as_PEM(bool isPfx, string? password)
    {
        using var folder = new TemporaryFolder();
        using var certificate = Certificate();
        var file = Path.Combine(folder.Path, "bot");
        Write(file, certificate, isPfx, password);
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ClientSecret", null), ("Teams:CertificateFile", file), ("Teams:CertificatePassword", password));
        speaking.Teams.Entra.Certificates.Add(certificate);

        (await speaking.Get<TeamsTokenSource>().GetAsync(default)).ShouldBeOfType<TeamsTokenGiven>();
    }

    [Fact]
    public async Task A_certificate_that_was_replaced_is_read_again()
    {
        using var folder = new TemporaryFolder();
        using var old = Certificate();
        using var renewed = Certificate();
        var file = Path.Combine(folder.Path, "bot.pem");
        Write(file, old, isPfx: false, null);
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ClientSecret", null), ("Teams:CertificateFile", file));
        speaking.Teams.Entra.Certificates.Add(old);
        (await speaking.Get<TeamsTokenSource>().GetAsync(default)).ShouldBeOfType<TeamsTokenGiven>();

        Write(file, renewed, isPfx: false, null);
        speaking.Teams.Entra.Certificates.Clear();
        speaking.Teams.Entra.Certificates.Add(renewed);
        speaking.Teams.Entra.Revoke();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();

        speaking.Channel.Roots.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("another password")]
    [InlineData("no key")]
    [InlineData("nothing at all")]
    public async Task A_certificate_that_cannot_be_used_is_told(string what)
    {
        using var folder = new TemporaryFolder();
        using var certificate = Certificate();
        var file = Path.Combine(folder.Path, "bot");
        if (what == "no key") await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        else if (what == "nothing at all") await File.WriteAllTextAsync(file, "");
        else Write(file, certificate, isPfx: true, "right");
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ClientSecret", null), ("Teams:CertificateFile", file), ("Teams:CertificatePassword", what == "another password" ? "wrong" : null));

        var refused = (await speaking.Get<TeamsTokenSource>().GetAsync(default)).ShouldBeOfType<TeamsTokenRefused>();
        refused.Why.ShouldContain("Teams:CertificateFile");
        refused.Why.ShouldNotContain("wrong");
        speaking.Teams.Entra.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_federated_token_is_read_anew_each_time()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, "first.of.cluster\n");
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ClientSecret", null), ("Teams:FederatedTokenFile", file));
        speaking.Teams.Entra.FederatedTokens.Add("first.of.cluster");
        (await speaking.Get<TeamsTokenSource>().GetAsync(default)).ShouldBeOfType<TeamsTokenGiven>();

        await File.WriteAllTextAsync(file, "second.of.cluster");
        speaking.Teams.Entra.FederatedTokens.Clear();
        speaking.Teams.Entra.FederatedTokens.Add("second.of.cluster");
        speaking.Teams.Entra.Revoke();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.Roots.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_federated_token_that_is_not_there_is_told(string? content)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, content);
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ClientSecret", null), ("Teams:FederatedTokenFile", file));
        if (content is null) File.Delete(file);

        (await speaking.Get<TeamsTokenSource>().GetAsync(default)).ShouldBeOfType<TeamsTokenRefused>().Why.ShouldContain("Teams:FederatedTokenFile");
    }

    [Fact]
    public async Task The_identity_of_this_machine_does()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(static teams => new ToMetadata(teams), ("Teams:ClientSecret", null), ("Teams:ManagedIdentity", "true"));
        (await speaking.Get<TeamsTokenSource>().GetAsync(default)).ShouldBeOfType<TeamsTokenGiven>();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.Roots.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_machine_without_that_identity_is_told()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(static teams => new ToMetadata(teams), ("Teams:ClientSecret", null), ("Teams:ManagedIdentity", "true"), ("Teams:AppId", "00000000-0000-0000-0000-000000000009"));
        var refused = await speaking.Get<TeamsTokenSource>().GetAsync(default);
        refused.ShouldBeOfType<TeamsTokenRefused>($"{refused}").Why.ShouldContain("managed identity");
    }

    [Fact]
    public async Task A_wrong_secret_stops_the_lane_in_words_and_is_shown_nowhere()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:ClientSecret", "guessed~secret"));
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Another", thread: "t2");
        await speaking.DrainAsync();

        speaking.StopReason.ShouldNotBeNull().ShouldContain("AADSTS7000215");
        speaking.StopReason!.ShouldContain("Teams:ClientSecret");
        speaking.Teams.Calls.ShouldBeEmpty();
        Everything(speaking).ShouldAllBe(static line => !line.Contains("guessed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("503")]
    [InlineData("429")]
    [InlineData("silence")]
    [InlineData("cut")]
    [InlineData("no JSON")]
    [InlineData("wrong types")]
    public async Task A_login_that_does_not_answer_is_waited_for_and_marks_nothing(string what)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var plan = speaking.Teams.Faults.On("token");
        _ = what switch
        {
            "503" => plan.Http(503),
            "429" => plan.Login(429, "temporarily_unavailable"),
            "silence" => plan.Silence(),
            "cut" => plan.DropBeforeAccepting(),
            "no JSON" => plan.Garbage(),
            _ => plan.Garbage(TeamsGarbage.WrongTypes),
        };
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();

        speaking.StopReason.ShouldBeNull();
        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
    }

    [Fact]
    public async Task A_login_that_fails_is_not_asked_by_everybody()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("token").Http(503, 2);
        var source = speaking.Get<TeamsTokenSource>();
        for (var n = 0; n < 10; n++) (await source.GetAsync(default)).ShouldBeOfType<TeamsTokenSilent>();
        speaking.Teams.Faults.Left.ShouldBe(1);
        speaking.Store.Time.Advance(TimeSpan.FromSeconds(6));
        await source.GetAsync(default);
        speaking.Store.Time.Advance(TimeSpan.FromSeconds(6));
        (await source.GetAsync(default)).ShouldBeOfType<TeamsTokenGiven>();
    }

    [Fact]
    public async Task Nothing_secret_is_ever_logged()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").Error(401, "BotNotRegistered").AcceptThenDrop().Error(400, "BadArgument");
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        var token = ((TeamsTokenGiven)await speaking.Get<TeamsTokenSource>().GetAsync(default)).Bearer;

        Everything(speaking).ShouldAllBe(line => !line.Contains(speaking.Teams.ClientSecret, StringComparison.Ordinal) && !line.Contains(token, StringComparison.Ordinal) && !line.Contains("Bearer", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Everything(TeamsSpeaking speaking) =>
        [.. speaking.Log.Lines, speaking.StopReason ?? "", .. speaking.Store.Queue.ListAsync(ChatOps.Bot.Jobs.JobState.Dead, 10, default).GetAwaiter().GetResult().Select(static job => $"{job}")];

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static void Write(string file, X509Certificate2 certificate, bool isPfx, string? password)
    {
        if (isPfx)
        {
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, password));
            return;
        }

        using var key = certificate.GetRSAPrivateKey()!;
        var pem = password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        File.WriteAllText(file, $"{certificate.ExportCertificatePem()}\n{pem}\n");
    }

    /// <summary>Brings what is asked of the machine's own address to the double.</summary>
    private sealed class ToMetadata(TeamsDouble teams) : DelegatingHandler(teams.TrustingHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host != "169.254.169.254") return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
            request.RequestUri = new Uri(teams.ServiceUrl, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
