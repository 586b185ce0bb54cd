using System.Text.RegularExpressions;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Aws;

/// <summary>Which accounts and regions are asked, and how: section <c>Aws</c>. Read once at start; what is wrong stands in <see cref="Errors"/>, all of it.</summary>
internal sealed partial class AwsOptions
{
    private readonly List<string> errors = [];

    private AwsOptions(IConfiguration configuration)
    {
        var aws = configuration.GetSection("Aws");
        var named = aws.GetSection("Accounts").GetChildren().Select(section => ReadAccount(section, $"Aws:Accounts:{section.Key}")).ToList();
        var region = Region("Aws:Region", aws["Region"]) ?? RegionOfQueue(configuration["Alerts:Sqs:QueueUrl"]) ?? named.SelectMany(static account => account.Regions).FirstOrDefault();
        var hasPlaces = named.Any(static account => account.Regions.Count > 0);
        Settings = new AwsSettings
        {
            Region = region,
            Accounts = hasPlaces || region is null ? named : [AwsAccount.Own(region), .. named],
            ServiceUrls = Enum.GetValues<AwsApi>().Select(api => (Api: api, Url: ReadUrl($"Aws:{api}:ServiceUrl", aws[$"{api}:ServiceUrl"]))).Where(static one => one.Url is not null).ToDictionary(static one => one.Api, static one => one.Url!),
        };
        AccessPortal = ReadPortal(aws);
    }

    public AwsSettings Settings { get; }

    /// <summary>Through which page of IAM Identity Center console links go; null for straight ones.</summary>
    public AccessPortal? AccessPortal { get; }

    /// <summary>What is wrong, each with its repair.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static AwsOptions Of(IConfiguration configuration) => new(configuration);

    /// <summary>Region of a queue, by the host of its URL (https://sqs.us-east-1.amazonaws.com/111122223333/findings); null for one at another host.</summary>
    public static string? RegionOfQueue(string? url) => QueueHost().Match(url ?? "") is { Success: true } match ? match.Groups["region"].Value : null;

    private AwsAccount ReadAccount(IConfigurationSection section, string name)
    {
        var id = section["Id"] is { Length: > 0 } given ? given : null;
        if (id is null || !AccountNumber().IsMatch(id)) errors.Add($"{name}:Id is '{id}'; use the twelve digits of the account's number.");
        var regions = section.GetSection("Regions").GetChildren().Select(static child => child.Value).Append(section["Regions"])
            .SelectMany(static text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(text => Region($"{name}:Regions", text)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var role = section["RoleArn"] is { Length: > 0 } arn ? arn : null;
        if (role is not null && !RoleArn().IsMatch(role)) errors.Add($"{name}:RoleArn is '{role}'; use an ARN such as arn:aws:iam::111122223333:role/chatops.");
        return new AwsAccount(id, regions, role, section["ExternalId"] is { Length: > 0 } external ? external : null);
    }

    private string? Region(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (AwsPlace.IsRegion(text)) return text;
        errors.Add($"{name} is '{text}'; use a region's name such as us-east-1.");
        return null;
    }

    private Uri? ReadUrl(string name, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        errors.Add($"{name} is '{text}'; use an http or https address, or leave it out for AWS's own.");
        return null;
    }

    private AccessPortal? ReadPortal(IConfigurationSection aws)
    {
        if (aws["AccessPortalUrl"] is not { Length: > 0 } text) return null;
        var role = aws["AccessPortalRole"];
        var account = aws["AccessPortalAccount"] is { Length: > 0 } given ? given : null;
        if (account is not null && !AccountNumber().IsMatch(account)) errors.Add($"Aws:AccessPortalAccount is '{account}'; use the twelve digits of the account's number.");
        if (string.IsNullOrEmpty(role)) errors.Add("Aws:AccessPortalUrl is set, but Aws:AccessPortalRole is not; name the permission set people use, such as SecurityAudit.");
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "https") return string.IsNullOrEmpty(role) ? null : new AccessPortal(url, role, account);
        errors.Add($"Aws:AccessPortalUrl is '{text}'; use the portal's address such as https://d-1234567890.awsapps.com/start.");
        return null;
    }

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountNumber();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]{1,512}\z")]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"\Ahttps://(?:sqs\.(?<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?|sqs\.(?<region>[a-z0-9-]+)\.api\.aws|(?<region>[a-z0-9-]+)\.queue\.amazonaws\.com)/")]
    private static partial Regex QueueHost();
}

/// <summary>A page of IAM Identity Center that signs people in to the right account before a console opens.</summary>
/// <param name="Url">The portal, such as https://d-1234567890.awsapps.com/start.</param>
/// <param name="Role">Permission set people use.</param>
/// <param name="Account">Account consoles open in; null for the account a link speaks of.</param>
internal sealed record AccessPortal(Uri Url, string Role, string? Account);
