using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChatOps.SampleDay;

/// <summary>Numbers and ids that look random and are the same in every run: the purpose is the seed (SplitMix64).</summary>
internal sealed class Dice(string purpose)
{
    private const string Hexadecimal = "0123456789abcdef";
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private ulong state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes("workshop-day/" + purpose)));

    public int Below(int end) => (int)(Next() % (ulong)end);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public string Hex(int length) => Text(length, Hexadecimal);

    public string Letters(int length) => Text(length, Alphanumeric);

    public string Uuid() => $"{Hex(8)}-{UuidTail()}";

    /// <summary>All of a version 4 UUID but its first eight digits.</summary>
    public string UuidTail() => $"{Hex(4)}-4{Hex(3)}-{Hexadecimal[Between(8, 11)]}{Hex(3)}-{Hex(12)}";

    private string Text(int length, string alphabet) =>
        string.Create(length, (this, alphabet), static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = from.alphabet[from.Item1.Below(from.alphabet.Length)];
        });

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
