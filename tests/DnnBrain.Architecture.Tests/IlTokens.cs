using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace DnnBrain.Architecture;

/// <summary>The metadata tokens that the instructions of a method body name.</summary>
internal static class IlTokens
{
    private static readonly Dictionary<int, OpCode> s_opCodes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    public static IEnumerable<EntityHandle> Read(byte[] il)
    {
        var tokens = new List<EntityHandle>();
        int at = 0;
        while (at < il.Length)
        {
            int value = il[at++];
            if (value == 0xFE)
                value = (value << 8) | il[at++];
            OperandType operand = s_opCodes[value].OperandType;
            if (operand is OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineSig)
                tokens.Add(MetadataTokens.EntityHandle(BitConverter.ToInt32(il, at)));
            at += SizeOf(operand, il, at);
        }

        return tokens;
    }

    private static int SizeOf(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };
}
