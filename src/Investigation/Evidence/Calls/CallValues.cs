using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>Texts by number, each once; 0 stands for an absent one. Not safe for several threads.</summary>
internal sealed class CallValues
{
    /// <summary>How an absent value is shown.</summary>
    public const string Absent = "-";

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [Absent];

    /// <summary>Numbers given so far, 0 included.</summary>
    public int Count => texts.Count;

    /// <summary>The text of a number.</summary>
    public string this[int number] => texts[number];

    /// <summary>The number of a text, now and later; 0 for none and for what an absent one is shown as.</summary>
    public int Of(string? text)
    {
        if (text is null or Absent) return 0;
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, text, out var known);
        if (known) return number;
        number = texts.Count;
        texts.Add(text);
        return number;
    }
}
