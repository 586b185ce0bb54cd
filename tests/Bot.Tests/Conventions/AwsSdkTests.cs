using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.TestKit;

namespace ChatOps.Bot.Conventions;

/// <summary>
/// The stand-ins can give way to the genuine packages as long as nobody uses a name that those lack. The names in use are listed in aws-names-used.txt, whose head says where
/// they were looked up; those that were not stand apart at its end. Whoever adds one looks it up first: its spelling, its type, whether it may be null, whether it is obsolete.
/// </summary>
public sealed class AwsSdkTests
{
    private const string List = "tests/Bot.Tests/Conventions/aws-names-used.txt";

    private static readonly string[] Packages = ["AwsSdk.StandIns", "AWSSDK.GuardDuty", "AWSSDK.Detective", "AWSSDK.SQS", "AWSSDK.IdentityManagement", "AWSSDK.EC2"];

    private static readonly string[] Ours = [typeof(AwsClients).Assembly.Location, typeof(AwsSdkTests).Assembly.Location.Replace("ChatOps.Bot.Tests.dll", "ChatOps.Bot.dll", StringComparison.Ordinal)];

    [Fact]
    public void Names_of_the_clients_in_use_are_those_of_the_list()
    {
        var listed = Repository.Read(List).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(static line => !line.StartsWith('#')).ToHashSet(StringComparer.Ordinal);
        var used = Ours.SelectMany(NamesIn).ToHashSet(StringComparer.Ordinal);

        used.Except(listed).Order(StringComparer.Ordinal).ShouldBeEmpty($"used, but not in {List}: look each up in the official package, then add it");
        listed.Except(used).Order(StringComparer.Ordinal).ShouldBeEmpty($"in {List}, but no longer used");
    }

    [Fact]
    public void The_SDK_s_inside_is_named_by_the_stand_ins_alone()
    {
        const string inside = "Amazon.Runtime." + "Internal";

        new[] { "src", "tests", "tools", "bench" }.SelectMany(Repository.Sources)
            .Where(static file => !file.Contains("/AwsSdk.StandIns/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file).Contains(inside, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    // The program's text is not enough to go by: what is meant by ".Id" is known to the compiler, and it writes it down.
    private static List<string> NamesIn(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Where(type => IsOfThePackages(metadata, type)).ToDictionary(static type => type, type => NameOf(metadata, type));
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference && types.ContainsKey((TypeReferenceHandle)member.Parent))
            .Select(member => (Type: types[(TypeReferenceHandle)member.Parent], Name: metadata.GetString(member.Name)))
            .Where(static member => member.Name != ".ctor")
            .Select(static member => $"{member.Type}.{(member.Name.StartsWith("get_", StringComparison.Ordinal) || member.Name.StartsWith("set_", StringComparison.Ordinal) ? member.Name[4..] : member.Name)}");
        return [.. types.Values, .. members];
    }

    private static bool IsOfThePackages(MetadataReader metadata, TypeReferenceHandle type) =>
        metadata.GetTypeReference(type).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
        && Packages.Contains(metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name));

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle type)
    {
        var reference = metadata.GetTypeReference(type);
        return $"{metadata.GetString(reference.Namespace)}.{metadata.GetString(reference.Name)}";
    }
}
