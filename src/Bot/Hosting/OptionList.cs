namespace ChatOps.Bot.Hosting;

/// <summary>Every option an operator may set: name, default and meaning. Feeds <c>--help</c>, the check of the command line and the tests of README and schema.</summary>
internal static class OptionList
{
    public static IReadOnlyList<KnownOption> All { get; } =
    [
        new("Web:Url", "http://127.0.0.1:5080", "where the room, its API and the operator's page listen"),
        new("Web:Authentication", "loopback", "loopback: only callers on this machine; token: everybody shows a token"),
        new("Web:Token", "made at start", "the token for Web:Authentication=token; at least 16 characters"),
        new("Web:PublicUrl", "none: chats link no tables and reports", "address under which people reach the room from elsewhere"),
        new("Edge:Url", "off", "where /alerts and /health listen for the outside"),
        new("Alerts:ApiKey", "none", "key that POST /alerts/eventbridge asks for in X-Api-Key; without it only callers on this machine are heard"),
        new("Alerts:MaxBodyBytes", "1048576", "largest accepted delivery"),
        new("Alerts:Sqs:QueueUrl", "off", "queue that EventBridge or SNS puts findings into"),
        new("Alerts:Sns:TopicArns", "none", "topics whose messages POST /alerts/sns takes, commas between") { IsList = true },
        new("Alerts:Sns:CertificateHosts", "sns.<region>.amazonaws.com of the topics", "hosts the topics' certificates are fetched from, commas between") { IsList = true },
        new("Alerts:Polling:Interval", "off; 00:05:00 with Findings:Source=guardduty", "how often GuardDuty is asked for new findings"),
        new("Alerts:RelatedWindow", "1.00:00:00", "how far apart findings may be to be called related"),
        new("Findings:Source", "sample, or none once a chat or AWS source is configured", "sample, folder, guardduty (polled) or none"),
        new("Findings:Folder", "none", "folder of findings (.json, .jsonl, .gz of either), watched"),
        new("Findings:Replay", "60", "speed of the sample day: instant, or how many seconds pass in one"),
        new("Evidence:Source", "folder or s3 once a place of logs is named; else sample with sample findings, else none", "sample, folder, s3 or none"),
        new("Evidence:Folder", "none", "folder of CloudTrail, VPC flow log and EKS audit log objects"),
        new("Evidence:CloudTrail:Uri", "Evidence:Folder", "place of CloudTrail objects: a path, file:/// or s3://bucket/prefix"),
        new("Evidence:FlowLogs:Uri", "Evidence:Folder", "place of VPC flow log objects: a path, file:/// or s3://bucket/prefix"),
        new("Evidence:EksAudit:Uri", "Evidence:Folder", "place of EKS audit log objects: a path, file:/// or s3://bucket/prefix"),
        new("Evidence:Networks", "none", "MMDB or CSV file, or a folder of them, that names networks and countries of addresses; read at start"),
        new("Evidence:ScanLimit", "20GB", "stored bytes not yet in the index that one question may read"),
        new("Evidence:IngestInterval", "00:00:30; 00:05:00 with a place in S3", "how often new logs are put into the index"),
        new("Retention:Findings", "730", "days findings, closed cases, their threads and events are kept; 0 for ever"),
        new("Retention:Notes", "730", "days notes of closed cases are kept; 0 for ever"),
        new("Retention:Audit", "730", "days the audit log is kept; 0 for ever"),
        new("Retention:Reports", "730", "days reports of closed cases are kept; 0 for ever"),
        new("Retention:Files", "730", "days files that go with notes of closed cases are kept; 0 for ever"),
        new("Retention:EvidenceIndex", "400", "days the index reaches back from the newest log"),
        new("Routes:<n>:MinSeverity", "1.0", "least severity, 0.0 to 10.0"),
        new("Routes:<n>:Type", "*", "finding type, * for any text"),
        new("Routes:<n>:Account", "any", "account number"),
        new("Routes:<n>:Region", "any", "region"),
        new("Routes:<n>:Tag", "any", "resource tag, key=value"),
        new("Routes:<n>:Channel", "security", "channel, vendor:channel, vendor:workspace/channel, or none to record only"),
        new("Storm:PerMinute", "the chat's own", "new findings a channel is sent per minute before the rest is summarised"),
        new("Storm:Window", "00:01:00", "window in which new findings are counted"),
        new("Slack:BotToken", "none: Slack is off", "bot token, xoxb-…"),
        new("Slack:SigningSecret", "none", "signing secret; needed over HTTP"),
        new("Slack:PreviousSigningSecret", "none", "the secret before, accepted too while it is rotated"),
        new("Slack:Mode", "http", "http: Slack calls Edge:Url; socket: this program calls Slack"),
        new("Slack:AppToken", "none", "app-level token, xapp-…; needed for Mode=socket"),
        new("Slack:DefaultChannel", "none: the room", "id of the channel for findings when there are no Routes, and for those whose own channel cannot be spoken in"),
        new("Slack:Command", "/investigate", "the slash command, as in the app's manifest"),
        new("Slack:ApiBaseUrl", "https://slack.com/api/", "where Slack's methods are called"),
        new("Slack:ResponseHosts", "hooks.slack.com, .slack.com, .slack-gov.com", "hosts private answers may be sent to, commas between; one with a leading dot stands for all below it"),
        new("Slack:FileHosts", "files.slack.com, files.slack-gov.com", "hosts that files of messages are fetched from, which are shown the bot's token, commas between; one with a leading dot stands for all below it"),
        new("Teams:AppId", "none: Teams is off", "id of the app registration (the Azure Bot's Microsoft App ID)"),
        new("Teams:TenantId", "none", "id of its tenant"),
        new("Teams:ClientSecret", "none", "its secret; or one of the three below"),
        new("Teams:CertificateFile", "none", "its certificate with the key, PFX or PEM"),
        new("Teams:CertificatePassword", "none", "password of the file above"),
        new("Teams:FederatedTokenFile", "none", "file with a token that Entra ID trusts for it, as on Kubernetes"),
        new("Teams:ManagedIdentity", "false", "true: it is the user-assigned managed identity of this machine"),
        new("Teams:AllowedTenants", "Teams:TenantId", "tenants whose people are heard, your own among them, commas between") { IsList = true },
        new("Teams:DefaultChannel", "none: the room", "link or id (19:…@thread.tacv2) of the channel for findings when there are no Routes, and for those whose own channel cannot be spoken in"),
        new("Teams:Cloud", "public", "public, gcc, gcchigh, dod or china"),
        new("Teams:ServiceUrl", "the cloud's", "where a channel is reached of which nothing was heard yet"),
        new("Teams:AllowedServiceHosts", "hosts of Teams:ServiceUrl and of the cloud", "hosts that may be shown the bot's token, commas between; one with a leading dot stands for all below it") { IsList = true },
        new("Teams:OpenIdMetadataUrl", "the cloud's", "where the keys are that sign what Teams sends"),
        new("Teams:LoginUrl", "the cloud's", "where the bot's token comes from"),
        new("Teams:OwnApplicationTokens", "false", "true: tokens of the app registration itself are let in too, as test clients show them"),
        new("Policy:File", "none: everybody in the room is admin", "JSON file that says who may do what"),
        new("Aws:Region", "the queue's, or the first account's", "region in which AWS is asked"),
        new("Aws:Accounts:<n>:Id", "none", "account number"),
        new("Aws:Accounts:<n>:Alias", "none", "name shown beside the number"),
        new("Aws:Accounts:<n>:Regions", "none: only its roles and instances are looked up", "regions in which GuardDuty and Detective are asked, commas between") { IsList = true },
        new("Aws:Accounts:<n>:RoleArn", "none: the program's own credentials", "role to assume in the account"),
        new("Aws:Accounts:<n>:ExternalId", "none", "external id the role's trust policy asks for"),
        new("Aws:AccessPortalUrl", "none: links go straight to the console", "page of IAM Identity Center through which console links go"),
        new("Aws:AccessPortalRole", "none", "permission set people use there; needed with Aws:AccessPortalUrl"),
        new("Aws:AccessPortalAccount", "the account a link speaks of", "account in which consoles open"),
        new("Aws:GuardDuty:ServiceUrl", "AWS's own", "where GuardDuty is called"),
        new("Aws:Detective:ServiceUrl", "AWS's own", "where Detective is called"),
        new("Aws:Sqs:ServiceUrl", "AWS's own", "where SQS is called"),
        new("Aws:S3:ServiceUrl", "AWS's own", "where S3 is called"),
        new("Aws:Iam:ServiceUrl", "AWS's own", "where IAM is called"),
        new("Aws:Ec2:ServiceUrl", "AWS's own", "where EC2 is called"),
        new("Aws:Sts:ServiceUrl", "AWS's own", "where STS is called"),
        new("DetectiveLinks:ScopeUnit", "s", "unit of scope times in Detective links: s or ms"),
        new("Files:Largest", "10000000", "bytes of a file that comes with a note at most; larger ones are only linked, 0 fetches none"),
        new("Store:Provider", "sqlite", "sqlite or postgres"),
        new("Store:ConnectionString", "<Data:Path>/chatops.db", "connection string of the store"),
        new("Data:Path", "./data", "folder for the database, the index of the logs and files that come with notes"),
        new("Logging:Format", "text", "text or json"),
        new("Logging:LogLevel:<category>", "Information", "least level that is logged"),
    ];

    /// <summary>The option an argument's key names; null when there is none. Numbers and log categories fit their placeholders.</summary>
    public static KnownOption? Find(string key) => All.FirstOrDefault(option => Fits(option.Name.Split(':'), key.Split(':')) || (option.IsList && Fits($"{option.Name}:<n>".Split(':'), key.Split(':'))));

    /// <summary>The option whose name is nearest to what was typed.</summary>
    public static KnownOption Nearest(string key) => All.MinBy(option => Distance(option.Name.ToUpperInvariant(), key.ToUpperInvariant()))!;

    private static bool Fits(string[] names, string[] parts) => names.Length == parts.Length && names.Zip(parts).All(static pair => pair.First switch
    {
        "<n>" => pair.Second.Length > 0 && pair.Second.All(char.IsAsciiDigit),
        "<category>" => pair.Second.Length > 0,
        _ => string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase),
    });

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

/// <param name="Name">Configuration key; <c>&lt;n&gt;</c> stands for a number from 0 on.</param>
internal sealed record KnownOption(string Name, string Default, string Meaning)
{
    /// <summary>Whether several values may be given one by one, too: <c>Name:0</c>, <c>Name:1</c>.</summary>
    public bool IsList { get; init; }
}
