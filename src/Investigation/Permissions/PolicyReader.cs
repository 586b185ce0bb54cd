using System.Text.Json;

namespace ChatOps.Investigation.Permissions;

/// <summary>Reads policy documents (IAM User Guide, "Grammar of the IAM JSON policy language"): texts of IAM's API, which are percent-encoded, and plain JSON.
/// Whatever it is given, it answers: what cannot be read is told among the faults.</summary>
public static class PolicyReader
{
    /// <summary>Characters read at most, encoding included. IAM's largest policies have 10,240 without white space; encoded each may take three.</summary>
    public const int LongestText = 200_000;

    private const int MostStatements = 500;
    private const int MostValues = 5000;
    private const int LongestValue = 512;

    /// <summary>Reads a document.</summary>
    /// <param name="text">JSON, percent-encoded or not; null or empty when there is none.</param>
    public static PolicyDocument Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return PolicyDocument.Unread("the policy is empty");
        if (text.Length > LongestText) return PolicyDocument.Unread(FormattableString.Invariant($"the policy has {text.Length:N0} characters; no more than {LongestText:N0} are read"));
        var json = text.TrimStart().StartsWith('%') ? Uri.UnescapeDataString(text) : text;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return new Reading().Of(document.RootElement);
        }
        catch (JsonException)
        {
            return PolicyDocument.Unread("the policy is no JSON, or nested deeper than any policy is");
        }
    }

    /// <summary>Reads a document that stands as JSON inside another one.</summary>
    public static PolicyDocument Read(JsonElement element)
    {
        var length = element.ValueKind == JsonValueKind.Undefined ? 0 : element.GetRawText().Length;
        return length > LongestText ? PolicyDocument.Unread(FormattableString.Invariant($"the policy has {length:N0} characters; no more than {LongestText:N0} are read"))
            : element.ValueKind == JsonValueKind.String ? Read(Text(element))
            : new Reading().Of(element);
    }

    /// <summary>Null for a string that is no text: JSON may hold halves of surrogate pairs.</summary>
    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>One document on its way: what was found wrong, and how many values were read.</summary>
    private sealed class Reading
    {
        private readonly List<string> faults = [];
        private int values;

        public PolicyDocument Of(JsonElement root)
        {
            if (root.ValueKind != JsonValueKind.Object || Member(root, "Statement") is not { } statements) return PolicyDocument.Unread("the policy has no Statement");
            var all = statements.ValueKind switch
            {
                JsonValueKind.Object => [statements],
                JsonValueKind.Array => statements.EnumerateArray().Take(MostStatements).ToList(),
                _ => [],
            };
            if (statements.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) Fault("the policy's Statement holds no statement");
            if (statements.ValueKind == JsonValueKind.Array && statements.GetArrayLength() > MostStatements) Fault($"the policy has more than {MostStatements} statements; the rest was not read");
            return new PolicyDocument([.. all.Select((one, at) => Statement(one, at + 1)).OfType<PolicyStatement>()], faults);
        }

        private PolicyStatement? Statement(JsonElement element, int number)
        {
            if (element.ValueKind != JsonValueKind.Object) return Skip(number, "is no object");
            var effect = Member(element, "Effect") is { ValueKind: JsonValueKind.String } told ? Text(told) : null;
            if (effect is not ("Allow" or "Deny")) return Skip(number, "neither allows nor denies");
            var statement = new PolicyStatement(effect == "Allow" ? PolicyEffect.Allow : PolicyEffect.Deny)
            {
                Sid = Member(element, "Sid") is { ValueKind: JsonValueKind.String } sid ? Cut(Text(sid)) : null,
                Actions = Values(element, "Action", number),
                NotActions = Values(element, "NotAction", number),
                Resources = Values(element, "Resource", number),
                NotResources = Values(element, "NotResource", number),
                Principals = [.. Principals(element, number)],
                IsNotPrincipal = Member(element, "NotPrincipal") is not null,
                Conditions = Conditions(element, number),
            };
            return statement.Actions.Count == 0 && statement.NotActions.Count == 0 ? Skip(number, "names no action") : statement;
        }

        private List<string> Values(JsonElement element, string name, int number) => Member(element, name) is { } told ? Texts(told, name, number) : [];

        private List<string> Texts(JsonElement told, string name, int number)
        {
            var found = new List<string>();
            foreach (var one in told.ValueKind == JsonValueKind.Array ? told.EnumerateArray().AsEnumerable() : [told])
            {
                if (++values > MostValues)
                {
                    Fault($"the policy has more than {MostValues} values; the rest was not read");
                    break;
                }

                if (one.ValueKind == JsonValueKind.String && Cut(Text(one)) is { Length: > 0 } text) found.Add(text);
                else Fault($"statement {number}: {name} holds something that is no text");
            }

            return found;
        }

        private IEnumerable<PolicyPrincipal> Principals(JsonElement element, int number)
        {
            if ((Member(element, "Principal") ?? Member(element, "NotPrincipal")) is not { } told) return [];
            return told.ValueKind == JsonValueKind.Object
                ? told.EnumerateObject().SelectMany(kind => Texts(kind.Value, "Principal", number).Select(id => new PolicyPrincipal(Cut(Name(kind)) ?? "", id)))
                : Texts(told, "Principal", number).Select(static id => new PolicyPrincipal("*", id));
        }

        /// <summary>One for each key that is compared.</summary>
        private int Conditions(JsonElement element, int number)
        {
            if (Member(element, "Condition") is not { } told) return 0;
            if (told.ValueKind == JsonValueKind.Object) return told.EnumerateObject().Sum(static one => one.Value.ValueKind == JsonValueKind.Object ? one.Value.EnumerateObject().Count() : 1);
            Fault($"statement {number}: its Condition cannot be read; it is counted as one");
            return 1;
        }

        private PolicyStatement? Skip(int number, string why)
        {
            Fault($"statement {number} {why}; it was left out");
            return null;
        }

        /// <summary>A document can be wrong in thousands of places: the first few say it.</summary>
        private void Fault(string fault)
        {
            if (faults.Count < 10 && !faults.Contains(fault)) faults.Add(fault);
        }

        private static JsonElement? Member(JsonElement element, string name)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (Name(member).Equals(name, StringComparison.OrdinalIgnoreCase)) return member.Value;
            }

            return null;
        }

        private static string Name(JsonProperty member)
        {
            try
            {
                return member.Name;
            }
            catch (InvalidOperationException)
            {
                return "";
            }
        }

        private static string? Cut(string? text) => text is { Length: > LongestValue } ? text[..LongestValue] : text;
    }
}
