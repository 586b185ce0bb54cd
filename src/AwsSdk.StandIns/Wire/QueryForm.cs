using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using System.Xml.Serialization;
using Amazon.Runtime;

namespace Amazon.Wire;

/// <summary>How members are spelt as form fields and as XML elements: in <see cref="Plain"/> alike, in <see cref="Ec2"/> with a small first letter in answers and lists without "member".</summary>
internal sealed class QueryForm
{
    private readonly bool ec2;

    private QueryForm(bool ec2) => this.ec2 = ec2;

    public static QueryForm Plain { get; } = new(ec2: false);

    public static QueryForm Ec2 { get; } = new(ec2: true);

    public void Write(object from, IDictionary<string, string> to, string prefix = "")
    {
        foreach (var property in Members(from.GetType()))
            if (property.GetValue(from) is { } value) WriteValue(value, to, $"{prefix}{property.GetCustomAttribute<XmlElementAttribute>()?.ElementName ?? property.Name}");
    }

    public object Read(Type type, XElement from)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>)) return ReadList(type, from);
        if (!type.IsClass || type == typeof(string) || type.IsSubclassOf(typeof(ConstantClass))) return Scalar(Nullable.GetUnderlyingType(type) ?? type, from.Value);
        var read = Activator.CreateInstance(type);
        foreach (var property in Members(type))
            if (from.Elements().FirstOrDefault(child => child.Name.LocalName == Element(property)) is { } child) property.SetValue(read, Read(property.PropertyType, child));
        return read;
    }

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties().Where(static property => property.DeclaringType.Assembly == typeof(QueryForm).Assembly);

    private string Element(PropertyInfo property) =>
        property.GetCustomAttribute<XmlElementAttribute>()?.ElementName ?? (ec2 ? $"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}" : property.Name);

    private void WriteValue(object value, IDictionary<string, string> to, string name)
    {
        if (value is IList items)
            for (var i = 0; i < items.Count; i++) WriteValue(items[i], to, ec2 ? $"{name}.{i + 1}" : $"{name}.member.{i + 1}");
        else if (value is string or IFormattable or ConstantClass) to.Add(name, value is IFormattable plain ? plain.ToString(null, CultureInfo.InvariantCulture) : value.ToString());
        else Write(value, to, $"{name}.");
    }

    private IList ReadList(Type type, XElement from)
    {
        var items = (IList)Activator.CreateInstance(type);
        foreach (var item in from.Elements()) items.Add(Read(type.GenericTypeArguments[0], item));
        return items;
    }

    private static object Scalar(Type type, string text) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(DateTime) => TimestampConverter.Parse(text),
        _ when type.IsSubclassOf(typeof(ConstantClass)) => type.GetMethod("FindValue", [typeof(string)]).Invoke(null, [text]),
        _ => Convert.ChangeType(text, type, CultureInfo.InvariantCulture),
    };
}
